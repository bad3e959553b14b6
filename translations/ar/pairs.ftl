## قائمة الأزواج
pairs-title = { $n ->
    [zero] لا زوج قيد السير
    [one] زوج واحد قيد السير
    [two] زوجان قيد السير
    [few] { $n } أزواج قيد السير
    [many] { $n } زوجًا قيد السير
   *[other] { $n } زوج قيد السير
 }
pairs-shown = يُعرض { $n } من { $m }
pairs-further = أزواج أخرى
pairs-none = لا زوج في هذه المرحلة. اختر مرحلة أخرى أو أدخل زوجًا إلى التقييم.
pairs-filter-remove = أزل
pairs-col-pair = الزوج
pairs-col-donor = المتبرع
pairs-col-organ = العضو
pairs-col-stage = المرحلة
pairs-col-tasks = المهام
pairs-col-next = التالي
pair-stages = المراحل
pair-stage-all = الكل ({ $n })
pair-stage-count = { $stage } ({ $n })
pair-stage-knowing-sentence = يجري التثبت من الهوية والقرابة والإعلام
pair-stage-examining-sentence = يجري فحص المتبرع
pair-stage-deciding-sentence = يجري أخذ الموافقة والقرارات
pair-stage-planned-sentence = الاستئصال مخطط
pair-stage-operated-sentence = استُؤصل العضو
pair-stage-ended-sentence = انتهى هذا الزوج
tasks-done = أُنجز { $n } من { $m } من المهام
tasks-n-of-m = { $n } من { $m }
next-ended = انتهى
next-operated = أُجريت العملية
next-planned = مخطط في { $on }
next-plan = يمكن التخطيط له

## إدخال زوج
pair-open = أدخل زوجًا إلى التقييم
pair-open-title = من يعطي، ولمن؟
pair-open-text = اكتب رقم شخص مسجل، أو ما يُعرف عن شخص جديد. ما يقوله الاثنان عن صلتهما ادعاء حتى يثبت.
tie-title = ما يربط الاثنين
person-needed = رقم مسجل، أو الاسم كما يُكتب

## زوج
back-to-pair = ارجع إلى الزوج
pair-speaks = يتكلم { $languages }
pair-title-gives = { $donor }: رغبة في التبرع بـ{ $organ } { $to }
pair-title-gave = { $donor }: تم التبرع بـ{ $organ } { $to }
pair-title-ended = { $donor }: غير مناسب للتبرع، وانتهى هذا الزوج
gift-kidney = كلية
gift-liver = جزء من الكبد
gift-lung = فص من الرئة
gift-pancreas = جزء من البنكرياس
gift-bowel = جزء من الأمعاء
gift-uterus = الرحم
gift-organ = عضو
pair-to-identical-twin = لتوأم مطابق
pair-to-parent = لابن أو ابنة
pair-to-child = لأحد الوالدين
pair-to-sibling = لأخ أو أخت
pair-to-half-sibling = لأخ أو أخت غير شقيقين
pair-to-grandparent = لحفيد أو حفيدة
pair-to-grandchild = لجد أو جدة
pair-to-aunt-uncle = لابن أو ابنة أخ أو أخت
pair-to-niece-nephew = لعم أو خال أو عمة أو خالة
pair-to-cousin = لأحد أبناء العمومة أو الخؤولة
pair-to-other-blood-relative = لأحد الأقارب
pair-to-spouse = للزوج أو الزوجة
pair-to-partner = لشريك الحياة
pair-to-in-law = لأحد الأصهار
pair-to-step = لأحد أفراد عائلة زوج الأم أو زوجة الأب
pair-to-adoptive = لقريب بالتبني
pair-to-friend = لصديق
pair-to-colleague = لزميل
pair-to-acquaintance = لأحد المعارف
pair-to-stranger = لشخص غير معروف
pair-to-not-declared = لشخص لم تُعلن صلته
path-know = المعرفة
path-examine = الفحص
path-decide = القرار
path-operate = العملية
path-follow = المتابعة مدى الحياة
path-here = أنت هنا
path-again = نظرة ثانية
path-board = لا شيء مخطط بعد هذا الخط حتى تقرر الهيئات
path-desc = بدأت { $n } من { $m } مراحل.
phase-know = المعرفة والإخبار
phase-examine = الفحص
phase-decide = القرار
task-identity = هوية المتبرع
task-relation = القرابة
task-interpreter = المترجم
task-information = معلومات بلغة المتبرع، أعادها بكلماته
task-recipient-told = إخبار المتلقي بالجرائم والمخاطر
task-medical = التقييم الطبي
task-talk-alone = حديث منفرد مع المتبرع
task-talk-recipient = حديث منفرد مع المتلقي
task-talk-together = حديث مع الاثنين معًا
task-psychosocial = التقييم النفسي الاجتماعي
task-care = الرعاية بعد التبرع والمسؤول عنها
task-declarations = إقرارات بعدم دفع أي مقابل
task-reflection = مهلة التفكير
task-consent = الموافقة بلغتين
task-decision = القرار
task-decision-of = القرار: { $body }
task-done = تم، { $on }
task-again = نظرة ثانية
task-stops = توقف
task-stops-why = لا يمكن أن يستمر الزوج هكذا. اسأل من دوّن ذلك.
task-not-yet = ليس بعد
task-over = انتهى
task-yours = لك
task-with = لدى: { $role }
task-parts = المتوفر { $n } من { $m }.
task-until = تسري حتى { $at }
task-needs = يلزم أولًا: { $tasks }
tasks-yours = { $n ->
    [zero] لا مهمة لك
    [one] مهمة واحدة لك
    [two] مهمتان لك
    [few] { $n } مهام لك
    [many] { $n } مهمة لك
   *[other] { $n } مهمة لك
 }
again-aut-001 = لم تُر إلا نسخة، أو لم يتحقق أحد من الوثيقة. اطّلع على الأصل أو اسأل الجهة التي أصدرته.
again-aut-002 = الإثباتات حتى الآن لا تُحتسب: اطّلع على أصل أو اطلب تأكيد الجهة المُصدرة.
again-aut-007 = من قيّم ينتمي إلى فريق الزرع. اطلب التقييم من شخص خارجه.
again-aut-009 = أُجّل التقييم. أكمله.
again-aut-010 = في أحد الأحاديث ما يحتاج إلى نظرة أخرى. أعد الحديث.
again-con-003 = أُخبر المتبرع بلغة لا يقرر بها ومن دون مترجم.
again-con-004 = لا يُعرف أن المترجم مستقل. أعد الحديث مع مترجم يرسله المستشفى.
again-con-005 = لم يُعِد المتبرع كل المواضيع بكلماته.
again-car-002 = لم يُسمَّ من يدفع تكاليف الرعاية.
next-title = ما يمكنك فعله الآن
next-nothing = لا شيء ينتظرك هنا.
next-ended-text = انتهى هذا الزوج. يبقى سجله محفوظًا.
next-wait = بعض المهام ما زالت مفتوحة. يمكنك سؤال القواعد في أي وقت؛ لا يحدث شيء قبل أن توافق.
next-plan-text = كل المهام منجزة. يمكن التخطيط للاستئصال.
planned-for = الاستئصال مخطط في { $at }.
talk-stays-out = ما تكتبه هناك لا يظهر في القائمة المشتركة. لا يقرؤه إلا المقيّمون والهيئات.
clocks-title = المواعيد
clock-reflection = مهلة التفكير
clock-removal = أبكر موعد للاستئصال
clock-consent = الموافقة
clock-decision = القرار: { $body }
clock-over = انتهت
clock-left-days = { $n ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
 }
clock-left-hours = { $n ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
 }
stop-title = للمتبرع أن يتوقف في أي وقت
stop-text = حتى التخدير ومن دون سبب. لا تُخبر العائلة إلا بأن المتبرع غير مناسب.
people-title = الشخصان
person-donor = المتبرع
person-recipient = المتلقي
person-relation = القرابة كما تُدّعى
person-came-with = مرافق المتبرع
person-journey-by = منظّم السفر
person-organ = العضو
person-correct = صحّح
also-title = أيضًا لهذا الزوج
also-done = مسجل
organ-number = رقم العضو:
trace-verb = اطّلع على السلسلة كلها

## الخطوات
on-record = المسجل
on-record-none = لا شيء مسجل بعد.
moment-ahead = لحظة مضت
step-team-named-title = من فريق الزرع لهذا الزوج؟
step-team-named-verb = سمّ فريق الزرع
step-identity-checked-title = كيف جرى التحقق من هوية المتبرع؟
step-identity-checked-verb = سجّل تحققًا من الهوية
step-relation-proved-title = ما الذي يثبت القرابة؟
step-relation-proved-verb = سجّل إثباتًا للقرابة
step-informed-title = ماذا قيل للمتبرع، وماذا أعاد؟
step-informed-verb = سجّل حديث إعلام
step-recipient-informed-title = هل أُخبر المتلقي بالجرائم والمخاطر؟
step-recipient-informed-verb = سجّل إخبار المتلقي
step-interviewed-title = ما نتيجة الحديث؟
step-interviewed-verb = افتح ورقة الحديث
step-evaluated-title = ماذا وجد التقييم؟
step-evaluated-verb = سجّل تقييمًا
step-declared-title = من يقر بأن شيئًا لم يُدفع ولم يوعد به؟
step-declared-verb = سجّل إقرارًا
step-care-planned-title = من يرعى المتبرع بعد ذلك؟
step-care-planned-verb = خطط الرعاية
step-decided-title = ماذا قررت الهيئة؟
step-decided-verb = أغلق التصويت
step-vote-cast-title = كيف تصوّت؟
step-vote-cast-verb = صوّت
step-paper-filed-title = ماذا قررت هيئة خارجية؟
step-paper-filed-verb = أودِع ورقة هيئة خارجية
step-paper-confirmed-title = ماذا تقرأ على الورقة؟
step-paper-confirmed-verb = أكّد ورقة بصفة شخص ثانٍ
you-sign = توقّع بصفتك { $who }.
vote-button = وقّع هذا الصوت
vote-once = تصوّت مرة واحدة. لا يُسحب الصوت؛ ولا يُفتح تصويت جديد إلا إذا أجّلت الهيئة قرارها.
decide-counts = تُحتسب الأصوات التي أدلى بها الأعضاء. وتكتب أنت النتيجة التي تحملها والأسباب.
ballot-count = الأصوات المُدلى بها: { $n } من { $m }.
ballot-cast = صوّت: { $names }.
ballot-waiting = ما زال لهم أن يصوّتوا: { $names }.
ballot-voted = صوّت
ballot-not-voted = ليس بعد
ballot-stands-aside = تنحّى
ballot-objects = اعتراض
ballot-kept-back = تقرأ كيف صوّت الآخرون بعد أن تصوّت.
ballot-closed = أصوات { $body }، { $on }
ballot-paper = هناك ورقة تنتظر شخصًا ثانيًا.
paper-waits = تُحتسب حين يقرأ الورقةَ شخص ثانٍ دخل باسمه ويجد الأمر نفسه.
paper-read = خذ الورقة نفسها. اكتب ما تقرؤه عليها، لا ما قيل لك.
paper-none = لا ورقة تنتظر شخصًا ثانيًا.
paper-filed-by = أودعها
step-appealed-title = من طعن، وكيف انتهى الطعن؟
step-appealed-verb = سجّل طعنًا
step-notice-given-title = أي سلطة أُبلغت؟
step-notice-given-verb = سجّل إبلاغ السلطة
step-withdrawn-title = لا يريد المتبرع أن يستمر
step-withdrawn-verb = سجّل الانسحاب
step-changed-title = ما الذي يتغير في هذا الزوج؟
step-changed-verb = غيّر الزوج
step-consent-verb = افتح صفحة الموافقة
talk-alone-ask = أنت وحدك مع المتبرع. ينتظر المتلقي والعائلة في مكان آخر. يمكن أن يبقى مترجم مستقل.
withdraw-text = لا يلزم أي سبب. يتوقف كل شيء فورًا، ويُلغى الاستئصال المخطط.
withdraw-told = لا يسمع الآخرون إلا هذا:
withdraw-message = تبيّن الفحوص أن هذا الشخص غير مناسب للتبرع.
withdraw-button = أوقف ابتداءً من { $on }
change-restarts = تبدأ الموافقة وكل القرارات من جديد. ومع متبرع آخر يبدأ من جديد أيضًا التحقق من الهوية والتقييمات وخطة الرعاية؛ ومع شخص أو قرابة أخرى تبدأ الإثباتات والأحاديث.
change-button = غيّر وابدأ من جديد
changed-nothing = تغيير واحد على الأقل

## الموافقة
consent-title = قرارك
consent-version = نسخة النص { $version }
consent-own-language = { $language }، لغة المتبرع
consent-no-text = لا يوجد نص بلغة يقرر بها هذا المتبرع. يجب أن يقرأه مترجم مستقل بصوت عال، جملة جملة.
consent-1-title = 1. ماذا سيحدث
consent-1 = { $sex ->
    [female] سيُخرج الجرّاح إحدى كليتيك. ستكونين نائمة ولن تشعري بشيء. ستبقين في المستشفى نحو أربعة أيام وتحتاجين إلى بضعة أسابيع من الراحة. الكلية الباقية تقوم بعمل الاثنتين.
   *[other] سيُخرج الجرّاح إحدى كليتيك. ستكون نائمًا ولن تشعر بشيء. ستبقى في المستشفى نحو أربعة أيام وتحتاج إلى بضعة أسابيع من الراحة. الكلية الباقية تقوم بعمل الاثنتين.
 }
consent-1-other = { $sex ->
    [female] سيُخرج الجرّاح ما يلي: { $organ }. ستكونين نائمة ولن تشعري بشيء. أخبرك طبيبك كم ستبقين في المستشفى وكم تحتاجين إلى الراحة.
   *[other] سيُخرج الجرّاح ما يلي: { $organ }. ستكون نائمًا ولن تشعر بشيء. أخبرك طبيبك كم ستبقى في المستشفى وكم تحتاج إلى الراحة.
 }
consent-2-title = 2. ما قد يسوء
consent-2 = من كل 100 شخص يتبرعون بكلية، يعاني { $n } مشكلة خطيرة بعد العملية مثل النزيف. و{ $rest } لا يعانون. ويموت نحو 3 من كل 10,000. وفي العمر لاحقًا يزيد قليلًا احتمال أن تفشل الكلية الباقية.
consent-2-other = { $sex ->
    [female] كل عملية قد تسوء: نزيف أو التهاب، ونادرًا الموت. ويتوقف ذلك على العضو وعليك. أخبرك طبيبك بالأرقام وكتبها لك. لا تقرري قبل أن تكون بيدك.
   *[other] كل عملية قد تسوء: نزيف أو التهاب، ونادرًا الموت. ويتوقف ذلك على العضو وعليك. أخبرك طبيبك بالأرقام وكتبها لك. لا تقرر قبل أن تكون بيدك.
 }
consent-3-title = 3. ما الذي قد يساعد غير ذلك
consent-3 = يمكن مساعدة الشخص الآخر من دونك أيضًا: بعلاج آخر أو بعضو من شخص متوفى. لا يجوز لأحد أن يقول لك إنك الطريق الوحيد.
consent-4-title = 4. الرعاية بعد ذلك
consent-4 = سيتابعك طبيب طوال حياتك: كثيرًا في البداية، ثم مرة كل سنة. وقد أُخبرت من المسؤول عن هذه الرعاية ومن يدفعها وأي نفقاتك تُرد إليك.
consent-5-title = 5. لا يجوز لأحد أن يدفع لك
consent-5 = { $sex ->
    [female] دفع المال أو أخذه مقابل عضو جريمة. إن وعدك أحد بشيء أو ضغط عليك فأخبرينا على انفراد. لست في ورطة.
   *[other] دفع المال أو أخذه مقابل عضو جريمة. إن وعدك أحد بشيء أو ضغط عليك فأخبرنا على انفراد. لست في ورطة.
 }
consent-6-title = 6. يمكنك التوقف
consent-6 = يمكنك تغيير رأيك حتى لحظة النوم، من دون سبب. لن تسمع عائلتك إلا أنك { $sex ->
    [female] غير مناسبة
   *[other] غير مناسب
 } للتبرع.
consent-7-title = 7. العضو وسجلاتك
consent-7 = إن تعذّر إعطاء العضو للشخص الذي اخترته، فلن يُفعل به إلا ما قلته مسبقًا. ما يُكتب عنك مختوم، ولا يقرؤه إلا من يرعاك أو يسهر على سلامتك.
consent-yes = أريد التبرع بـ{ $organ }
consent-no = لا أريد. توقفوا الآن
consent-time = أحتاج إلى مزيد من الوقت
consent-ready = كل ما يلزم موجود
consent-not-ready = ما زال شيء ناقصًا
consent-signed = وُقّعت في { $at }.
fact-understood = فُهم
topics-n-of-m = أُعيد { $n } من { $m } من المواضيع بكلماته
fact-reflection = مهلة التفكير
interpreter-none = لا مترجم
reflection-none = لم يُخبر المتبرع بعد
reflection-days = { $n } من { $m } أيام على الأقل
reflection-hours = { $n } من { $m } ساعة على الأقل
sign-title = من يشهد توقيع المتبرع؟
sign-text = لا يوقّع المتبرع إلا بعد قراءة النص كله أو سماعه. سمّ الشهود: بحساباتهم، أو بأسمائهم إن لم تكن لهم حسابات.
sign-back = ارجع إلى النص
sign-button = وقّع

## ما رُفض
refused-plan = لا يمكن التخطيط لهذا الاستئصال بعد
refused-sign = لا يمكن توقيع هذه الموافقة بعد
refused-decide = لا يمكن اتخاذ هذا القرار بعد
refused-vote = لا يمكن الإدلاء بهذا الصوت
refused-paper = لا تُحتسب هذه الورقة بعد
refused-number = رقم الرفض:
refused-typed = ما كتبته
typed-kept = ما كتبته محفوظ. فُحص { $time }
check-again = افحص مرة أخرى
cure-centres = اطّلع على المراكز المرخصة

## الخطة والعملية والعضو
plan-title = متى يبدأ الاستئصال؟
plan-text = تُسأل كل القواعد دفعة واحدة. وإن أوقفت إحداها الخطة رأيت السبب ومن يستطيع علاجه.
plan-button = خطط للاستئصال
plan-verb = خطط للاستئصال
plan-change = اطّلع على الخطة أو ألغها
plan-number = الخطة
plan-cancel = ألغ الخطة
planned-title = الاستئصال مخطط في { $at }
planned-text = وافقت كل القواعد حين وُضعت هذه الخطة. وتُسأل مرة أخرى عند تدوين العملية.
removal-stopped = أوقف سحبٌ بحق المتبرع الاستئصالَ المخطط له في { $at }
removal-stopped-text = لا يجوز المضي فيه، وقد نُبّه المركز. ومن لا يزال يريده يخطط له من جديد بعد رفع السحب.
removal-recall-stands = السحب قائم
next-recalled = أُنجزت كل المهام، لكن صدر سحب بحق المتبرع. ولا يمكن التخطيط لشيء حتى يُرفع السحب.
operation-title = ماذا استُؤصل، ومتى؟
operation-text = دوّن ما حدث كما حدث.
operation-verb = دوّن العملية
operation-button = دوّن العملية
operation-known = زوج لم تُجرَ عمليته بعد
operation-kept = دُوّنت العملية
operation-kept-text = ضع هذا الرقم على الصندوق وعلى كل ورقة ترافق العضو. خُططت زيارات المتبرع.
transplant-title = لمن زُرع هذا العضو؟
transplant-text = دوّن ما حدث كما حدث. تُخطط زيارات المتلقي ابتداءً من هذا اليوم.
transplant-verb = دوّن الزرع
transplant-button = دوّن الزرع
hand-over-title = ممن وإلى من انتقل هذا العضو؟
hand-over-text = كل تسليم يسد الفجوة التي خلفه. اترك ما لا يُعرف فارغًا؛ وسيظهر فجوة.
hand-over-verb = دوّن تسليمًا
hand-over-button = دوّن التسليم
end-title = كيف انتهى هذا العضو؟
end-text = لعضو لن يُزرع. تنتهي سلسلته هنا عن قصد.
end-verb = لن يُزرع
end-button = أنه السلسلة هنا
organ-back = ارجع إلى السلسلة

## الأشخاص
people-find-title = ابحث عن شخص برقم
people-find-text = يُدوّن كل بحث مع اسمك.
people-found = { $n ->
    [zero] لا أحد يحمل هذا الرقم
    [one] شخص واحد يحمل هذا الرقم
    [two] شخصان يحملان هذا الرقم
    [few] { $n } أشخاص يحملون هذا الرقم
    [many] { $n } شخصًا يحملون هذا الرقم
   *[other] { $n } شخص يحملون هذا الرقم
 }
person-names = الأسماء
person-birth = الميلاد
person-languages = يقرر بـ
person-numbers = أرقامه هنا
person-birth-wrong = تاريخ مثل 1990-04-02 أو 1990-04 أو 1990
person-correct-title = ما الصحيح عن هذا الشخص؟
person-correct-text = يبقى المحتوى القديم في السجل بجانب الجديد.
