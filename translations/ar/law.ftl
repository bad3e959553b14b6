## The law in force
law-title = القانون كما يقرؤه هذا السجل: { $registry }
law-under = الملف { $version }، حتى { $date }. كل قيمة تذكر مصدرها واليوم الذي تسري منه.
law-unsure = { $n ->
    [zero] كل القيم مؤكدة
    [one] قيمة واحدة غير مؤكدة
    [two] قيمتان غير مؤكدتين
    [few] { $n } قيم غير مؤكدة
    [many] { $n } قيمة غير مؤكدة
   *[other] { $n } قيمة غير مؤكدة
 }
law-synthetic = هذا البلد وقانونه مختلقان.
law-to-compare = بجانب بلدان أخرى
law-to-rules = القواعد التي تستخدم هذه القيم
law-chapter-licence = تراخيص المراكز
law-chapter-approval = من يجوز له أن يعطي، ومن يقرر
law-chapter-consent = الموافقة
law-chapter-followup = الرعاية بعد التبرع
law-chapter-registry = السجل والتتبّع
law-col-what = السؤال
law-col-value = النافذ
law-col-source = المصدر
law-col-from = منذ
law-col-sure = مدى التأكد
law-not-known = غير معروف
law-confirmed = قُرئ المصدر
law-secondary = من مصدر ثانوي
law-chosen = اختير حيث يسكت القانون
law-none = لا شيء
law-coming = يسري لاحقًا
law-hours = { $n ->
    [zero] لا ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
 }
law-days = { $n ->
    [zero] لا يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
 }
law-months = { $n ->
    [zero] لا شهر
    [one] شهر واحد
    [two] شهران
    [few] { $n } أشهر
    [many] { $n } شهرًا
   *[other] { $n } شهر
 }
law-years = { $n ->
    [zero] لا سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $n } سنوات
    [many] { $n } سنة
   *[other] { $n } سنة
 }
law-compare-title = الأسئلة نفسها لثلاثة بلدان
law-compare-here = بجانب بلدان أخرى
law-compare-under = النافذ في { $date }
law-compare-text = بلد مختلق وبلدان حقيقيان. قُرئ الحقيقيان في مقتطفات، ويجب أن يؤكدهما قانوني من البلد قبل أن يحكما شيئًا.

## Questions
law-licence-required = هل يحتاج المركز إلى ترخيص؟
law-licence-max-months = كم يجوز أن يدوم الترخيص؟
law-licence-two-signatures = هل يجب أن يوقّع مفتش ثانٍ على التعليق؟
law-approval-min-donor-age-years = كم يجب أن يكون عمر المتبرع الحي؟
law-approval-donor-circle = من يجوز له أن يعطي دون خطوة أخرى؟
law-approval-outside-circle-allowed = هل يجوز لمن هو خارج تلك الدائرة أن يعطي؟
law-approval-relation-proofs = كم إثباتًا متحققًا للقرابة؟
law-approval-evaluations = أي التقييمات يجب أن تكون إيجابية؟
law-approval-evaluator-independent = هل يجب أن يكون المقيّمون من خارج فريق الزرع؟
law-approval-interviews = أي المقابلات يجب أن تُجرى؟
law-approval-steps = من يقرر، بالترتيب؟
law-approval-consent-first = هل يجب أن يكون المتبرع قد وقّع قبل أن تقرر الهيئة؟
law-approval-subsidiarity = هل يجب استبعاد العلاجات الأخرى أولًا؟
law-approval-notice-to-authority = هل يجب إبلاغ السلطة قبل ذلك؟
law-consent-info-topics = بماذا يجب إخبار المتبرع؟
law-consent-teach-back = هل يجب أن يشرح المتبرع ما فهمه؟
law-consent-interpreter-independent = هل يجب أن يكون المترجم مستقلًا؟
law-consent-reflection-hours = كم يجب أن يكون للمتبرع من وقت للتفكير؟
law-consent-majority-years = من أي عمر يقرر الشخص وحده؟
law-consent-assent-age-years = من أي عمر يُسأل الطفل قبل أن يوافق أحد عنه؟
law-consent-signature-to-removal-hours = كم بين التوقيع والعملية؟
law-consent-valid-days = كم تدوم الموافقة؟
law-consent-witnesses = كم شاهدًا؟
law-consent-witnesses-outside-team = كم منهم من خارج الفريق؟
law-consent-declarations = من يصرّح بأن شيئًا لم يُدفع؟
law-consent-recipient-informed = هل يجب إخبار المتلقي بخطر المتبرع؟
law-followup-care-plan = هل يجب التخطيط للرعاية بعد التبرع قبله؟
law-followup-care-payer = هل يجب أن يُعرف من يدفع ثمنها؟
law-followup-donor-schedule = متى يُفحص المتبرع الحي؟
law-followup-recipient-schedule = متى يُفحص المتلقي؟
law-followup-lost-after = بعد كم زيارة فائتة يُعدّ الشخص مفقودًا؟
law-followup-limits = متى تحتاج قيم المتبرع إلى أحد؟
law-followup-concern-days = في كم يوم يجب التصرف بشأن نتيجة أو زيارة فائتة؟
law-followup-reminders = من يُذكَّر بالزيارة، ومتى؟
law-followup-link-hours = كم ساعة يمكن استعمال رابط المتبرع؟
law-followup-transfer-days = في كم يوم يجب أن تجيب العيادة في الخارج؟
law-followup-paediatric-until-years = حتى أي عمر يُملأ نموذج الأطفال؟
law-followup-ends-at-graft-failure = هل تنتهي المتابعة إذا فشل العضو المزروع؟
law-tissue-quarantine = بعد أي خطوات تنتظر الأنسجة والخلايا إفراجًا؟
law-registry-trace-years = كم يجب أن يبقى المتبرع والمتلقي قابلين للتتبّع؟
law-registry-sheet-days = خلال كم يوم بعد الانقطاع تُدخل كل ورقة مرقّمة أو تُبطل؟
law-registry-transport-temperatures = بين أي درجات حرارة تسافر الأعضاء؟
law-registry-abo-second-person = هل يجب أن يتحقق عند الطاولة من الزرع عبر الفصائل شخص غير الذي قرره؟
law-registry-abo-programmes = أي زرع عبر فصائل الدم مسموح به؟
law-field-quorum = الأعضاء المصوّتون:
law-field-outside-members = منهم من الخارج:
law-field-valid-days = يدوم
law-field-applies-to = لـ
law-field-appeal-to = الاستئناف إلى
law-field-months = أولها بعد
law-field-window-days = بزيادة أو نقص
law-field-after = محسوبًا من
law-field-days = بعد
law-field-systolic-mmhg = ضغط الدم الأعلى، مم زئبق، ابتداءً من
law-field-diastolic-mmhg = ضغط الدم الأدنى، مم زئبق، ابتداءً من
law-field-albuminuria-mg-g = الألبومين إلى الكرياتينين، مغ/غ، ابتداءً من

## Rules
rules-title = { $n ->
    [zero] لا قاعدة تُفحص
    [one] قاعدة واحدة تُفحص
    [two] قاعدتان تُفحصان
    [few] { $n } قواعد تُفحص
    [many] { $n } قاعدة تُفحص
   *[other] { $n } قاعدة تُفحص
 }
rules-under = لكل قاعدة رمز دائم ومصدر وصفحة. الخطة التي تخالف إحداها تُرفض مع كل الأسباب معًا؛ أما الواقعة فتُحفظ ويُسأل عنها.
rules-col-code = الرمز
rules-col-title = ما تطلبه
rules-col-weight = عند المخالفة
rules-col-base = تسري في كل مكان بموجب
rules-since = منذ الإصدار { $release }
rules-in-english = صفحة القاعدة مكتوبة بالإنجليزية.
rules-law = ما يقوله قانون هذا البلد فيها
rules-no-law = لا تقرأ القاعدة قيمة من قانون البلد: فهي تسري في كل مكان.

## The log
log-title = { $n ->
    [zero] السجل فارغ
    [one] في السجل سطر واحد
    [two] في السجل سطران
    [few] في السجل { $n } أسطر
    [many] في السجل { $n } سطرًا
   *[other] في السجل { $n } سطر
 }
log-under = كل فعل سطر تُدخل بصمته في شجرة. ونقطة التحقق الموقّعة تثبّت الشجرة؛ فلا يتغير ما تحتها في صمت.
log-facts = السجل الآن
log-size = أسطر لها موضع
log-waiting = أسطر تنتظر موضعها
log-origin = اسم السجل
log-key = المفتاح الموقّع
log-checkpoints = كيف نما
log-col-at = وُقّعت
log-col-size = الأسطر
log-col-root = الجذر
log-no-checkpoint = لم تُوقَّع نقطة تحقق بعد. تأتي الأولى خلال المهلة التي حددها المشغّل.
log-proof = أثبت حدثًا واحدًا
log-event = رقم الحدث
log-event-hint = يبدأ بـ ⁨evt_⁩ وهو مكتوب في كل إيصال.
log-proof-button = خذ الإثبات
log-how = كيف يُتحقق منه
log-how-short = بالمفتاح والبلاطات يستطيع أي أحد أن يحسب الجذر من جديد. والأمر donare verify يطوي كل قيد من جديد ويقارن.
log-to-check = كيف تتحقق
check-title = تحقق من السجل بنفسك
check-under = لا تحتاج إلى حساب، ولا إلى شيء منا سوى ما هو هنا.
check-how = في أربع خطوات
check-1 = احفظ المفتاح أدناه، ومن أين أخذته. لا يتغير دون إعلان.
check-2 = خذ /log/checkpoint. هو مذكرة موقّعة: اسم السجل وعدد الأسطر والجذر والتوقيع. تقرؤه أدوات سجلات الشفافية.
check-3 = خذ البلاطات /log/tile/… واحسب الجذر. يجب أن يكون هو الموقّع.
check-4 = عد لاحقًا. يجب أن تمتد النقطة الجديدة من القديمة؛ فإن لم تفعل فقد غُيّر السجل، والدليل في يدك.
check-latest = آخر نقطة تحقق
check-private = لا تحمل البلاطات إلا بصمات مملّحة. لا تخبر أحدًا من أعطى ولا من تلقى ولا من عمل.
