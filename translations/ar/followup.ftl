## المتابعة: الصفحة
followup-title = { $overdue ->
    [zero] لا زيارة متأخرة
    [one] زيارة واحدة متأخرة
    [two] زيارتان متأخرتان
    [few] { $overdue } زيارات متأخرة
    [many] { $overdue } زيارة متأخرة
   *[other] { $overdue } زيارة متأخرة
 }
followup-all-centres = كل المراكز
followup-people = { $recipients ->
    [zero] لا متلقين في المنحنى
    [one] متلقٍّ واحد في المنحنى
    [two] متلقيان في المنحنى
    [few] { $recipients } متلقين في المنحنى
    [many] { $recipients } متلقيًا في المنحنى
   *[other] { $recipients } متلقيًا في المنحنى
 }
followup-as-of = حتى { $instant }
followup-complete = من الزيارات التي انتهى موعدها ({ $closed }) تمت
followup-whom = لمن
followup-all = الجميع
followup-donors = المتبرعون الأحياء
followup-recipients = المتلقون
followup-only-overdue = المتأخرة فقط
followup-only-open = المفتوحة الآن فقط
followup-remove = أزل
followup-clear = امسح
followup-download = نزّل هذه الصفوف
followup-count = { $shown } من { $all } مستحقة
followup-after = التالي
followup-table = زيارات مفتوحة أو متأخرة
followup-person = الشخص
followup-what = ما المستحق
followup-due-on = الموعد
followup-state = الحالة
followup-carer = من يعتني به
followup-last = آخر معاينة
followup-nobody = لم يُسمَّ أحد
followup-never-seen = لم يُعاين بعد
followup-empty = لا أحد مستحق في هذا العرض. تظهر الزيارات هنا حين يبدأ موعدها.
picture-table = جدول
picture-download = تنزيل
picture-how = كيف يُحسب
picture-fold = { $rows ->
    [zero] اعرض كجدول
    [one] اعرض كجدول، صف واحد
    [two] اعرض كجدول، صفان
    [few] اعرض كجدول، { $rows } صفوف
    [many] اعرض كجدول، { $rows } صفًا
   *[other] اعرض كجدول، { $rows } صفًا
 }

## البقاء على قيد الحياة
survival-title = من كل 100 مريض، كم بقي حيًا
survival-under = بطريقة كابلان–ماير منذ القبول كمريض. الشريط هو فترة الثقة 95 %، والعلامات أشخاص لم تستمر متابعتهم بعد.
survival-too-few = عدد من توبعوا سنةً أقل من أن يُرسم منحنى.
survival-axis = الأشهر بعد القبول
survival-at-risk = ما زالوا يُتابَعون
survival-last = { $share } % ({ $low } إلى { $high })
survival-last-under = { $years ->
    [zero] أحياء
    [one] أحياء بعد سنة
    [two] أحياء بعد سنتين
    [few] أحياء بعد { $years } سنوات
    [many] أحياء بعد { $years } سنة
   *[other] أحياء بعد { $years } سنة
 }
survival-desc = توبع { $people } شخصًا وتوفي { $deaths }. المدة بالسنوات: { $years }. الأحياء في نهايتها { $share } من 100، وفترة الثقة 95 % من { $low } إلى { $high }. يمتد المحور من 0 إلى 100.
survival-when = بعد
survival-month = { $month } شهرًا
survival-alive = أحياء
survival-interval-title = فترة الثقة 95 %
survival-interval = { $low } إلى { $high }

## وظيفة كلية المتبرع
function-of = وظيفة كلية متبرع
function-of-donor = وظيفة كلية المتبرع
function-others = دون الشريط أيضًا:
function-under = معدل الترشيح المقدّر بوحدة ⁨mL/min⁩ لكل ⁨1.73 m²⁩ بمعادلة ⁨CKD-EPI 2021⁩. ينخفض الشريط بعد التبرع لأن كلية واحدة تعمل. لا يبدأ المحور من الصفر.
function-none = لم تُسجَّل بعد وظيفة كلية لمتبرع حي.
function-all-visits = كل زيارات هذا المتبرع
function-band = المعتاد للمتبرعين
function-donation = التبرع
function-axis = الأشهر بعد التبرع
function-latest = { $egfr }، كالمعتاد
function-latest-low = { $egfr }، دون الشريط
function-title-usual = القيمة الأخيرة كالمعتاد لدى المتبرعين
function-title-low = القيمة الأخيرة دون الشريط المعتاد للمتبرعين
function-desc = آخر معدل ترشيح للمتبرع { $donor } بتاريخ { $date } هو ⁦{ $egfr } mL/min⁩ لكل ⁨1.73 m²⁩. ينخفض الشريط عند التبرع.
function-table = الشيء نفسه بالأرقام
function-day = اليوم
function-egfr = معدل الترشيح
function-low = { $egfr }، دون الشريط
function-below = آخر معدل ترشيح هو { $egfr }. القيم المعتادة للمتبرعين في هذا الوقت بين { $low } و{ $high }.
function-tell = { $carer } يعتني بهذا المتبرع: أخبره، وليُعَد القياس. الشريط للاسترشاد ولا يقرر شيئًا.
function-tell-nobody = لم يُسمَّ من يعتني بهذا المتبرع: سمِّ أحدًا، وليُعَد القياس. الشريط للاسترشاد ولا يقرر شيئًا.

## كيف يُحسب
how-title = كيف تُحسب هذه الصور
how-survival-1 = يُعدّ كل من قُبل مريضًا منذ ذلك اليوم حتى وفاته أو آخر معاينة له. تعطي طريقة كابلان وماير نسبة الباقين أحياء.
how-survival-2 = تقوم فترة الثقة 95 % على الخطأ المعياري لغرينوود بالمقياس اللوغاريتمي. ينتهي المنحنى حيث يبقى أقل من خمسة أشخاص قيد المتابعة.
how-survival-3 = منحنى مركز واحد ليس ترتيبًا للمراكز. الشريط العريض يعني أن من توبعوا قليلون.
how-function-1 = معدل الترشيح هو ما أعطاه المختبر. وحيث لم يُعطَ إلا الكرياتينين يُحسب بمعادلة CKD-EPI 2021 من دون العِرق (Inker وآخرون، N Engl J Med 2021) من العمر والجنس المسجَّل.
how-function-2 = الشريط هو حيث تقع قيم المتبرعين عادةً: 86 إلى 112 قبل التبرع، ونحو ثلثيها بعده، وترتفع قليلًا في السنتين الأوليين. اختاره هذا المشروع للصورة وليس حدًّا سريريًا.
how-function-3 = المعيّن علامة على قيمة أخيرة دون الشريط. يطلب أن ينظر أحد، لا أكثر.

## شخص واحد
subject-donor = متبرع حي
subject-recipient = متلقٍّ
subject-trace = التتبّع
subject-low = القيمة الأخيرة دون الشريط المعتاد
subject-overdue = هناك زيارة متأخرة
subject-open = يمكن إجراء زيارة الآن
subject-calm = لا شيء مستحق الآن
subject-ahead = زيارات مستحقة وقادمة
subject-ahead-none = لم تبق زيارة مخططة.
subject-visits-none = لم تُجرَ أي زيارة بعد.
subject-visits = زيارات أُجريت
visit-held = تمت
visit-opens = تُفتح { $date }
visit-open-until = مفتوحة حتى { $date }
visit-days-left = { $days ->
    [zero] تنتهي اليوم
    [one] بقي يوم واحد
    [two] بقي يومان
    [few] بقيت { $days } أيام
    [many] بقي { $days } يومًا
   *[other] بقي { $days } يومًا
 }
visit-overdue = { $days ->
    [zero] متأخرة
    [one] متأخرة يومًا واحدًا
    [two] متأخرة يومين
    [few] متأخرة { $days } أيام
    [many] متأخرة { $days } يومًا
   *[other] متأخرة { $days } يومًا
 }
visit-which = الزيارة
visit-held-on = تمت في
visit-status = كيف حاله
visit-function = وظيفة الكلية
visit-pressure = ضغط الدم
visit-note = ملاحظات
visit-note-sealed = مكتوبة، مختومة عنك
visit-creatinine = كرياتينين ⁦{ $value } µmol/L⁩
visit-albumin = ألبومين ⁦{ $value } mg/g⁩
visit-kept = حُفظت

## تسجيل زيارة
visit-title = ماذا لوحظ في هذه الزيارة؟
visit-back = كل زيارات هذا الشخص
visit-window = تُحتسب من { $from } إلى { $to }. والزيارة في يوم آخر تُحفظ أيضًا.
visit-keep = احفظ هذه الزيارة
visit-ahead = يوم ليس في المستقبل
visit-before-operation = يوم العملية أو بعده
form-visit-seen-on = تاريخ المعاينة
form-visit-patient-status = كيف حال الشخص؟
form-visit-graft-status = كيف حال العضو المزروع؟
form-visit-creatinine-umol-l = كرياتينين المصل
form-visit-egfr-ml-min-173 = معدل الترشيح المقدّر
hint-visit-egfr-ml-min-173 = اتركه فارغًا ليُحسب من الكرياتينين والعمر والجنس.
form-visit-systolic-mmhg = ضغط الدم، القيمة العليا
form-visit-diastolic-mmhg = ضغط الدم، القيمة الدنيا
form-visit-albuminuria-mg-g = نسبة الألبومين إلى الكرياتينين في البول
form-visit-note = ملاحظات
hint-visit-note = مختومة، لا يقرؤها إلا من يحق له معرفة الشخص.

## ما يحتاج إلى أحد
concern-title = ما يحتاج إلى أحد: { $n }
concern-what = ما هو
concern-when = إلى متى
concern-payer = من يدفع
concern-lives = مكان الإقامة
concern-by = يُتصرف حتى { $date }
concern-late = كان ينبغي التصرف حتى { $date }
concern-no-payer = لم يُسمَّ أحد
concern-lives-here = يقيم هنا
concern-lives-abroad = يقيم في الخارج: { $country }
concern-lives-unknown = غير معروف
concern-answer = دوّن ما جرى بشأنه
form-concern-what = ماذا جرى؟
form-concern-note = ملاحظات
hint-concern-note = مختومة؛ لا يقرؤها إلا من يجوز له أن يعرف الشخص.
carer-name = سمِّ المسؤول
carer-title = من المسؤول عن زيارات هذا الشخص؟
carer-text = يسري ذلك على كل زيارة منتظرة، وعلى ما يحتاج الآن إلى أحد.
form-carer-carer = المسؤول
form-carer-payer = من يدفع
term-low-function = وظيفة الكلية تحت الشريط
term-high-pressure = ضغط دم مرتفع
term-albuminuria = زلال في البول
term-missed-visit = زيارة فائتة
term-wants-call = طلب أن يُتصل به
term-measured-again = قيس مرة أخرى، وهو كما ينبغي
term-referred-on = أُحيل إلى مختص
term-treated = بدأ العلاج أو تغيّر
term-donor-reached = تم الوصول إليه، وسيأتي
term-donor-not-reached = تعذر الوصول إليه
term-donor-declined = لا يريد زيارات أخرى
term-carer = المسؤول
term-payer = من يدفع

## حال المتابعة
course-lost = فُقد من المتابعة منذ { $date }
course-missed = زيارات فائتة متتالية: { $n }
course-recontacted = كان مفقودًا، ثم وُجد في { $date }
course-ended = لا زيارة مستحقة بعد الآن
visit-missed = فائتة؛ تمت زيارة بعدها
visit-ended = لم تعد مستحقة
visit-computed = بمعادلة { $formula }
reminded-times = عدد التذكيرات: { $n }
reminded-regulator = أُبلغت الجهة الرقابية
followup-only-lost = المفقودون من المتابعة
followup-first = من البداية
followup-part = جزء من القائمة
lost-table = من فاتتهم زيارات متتالية، عددها { $n } أو أكثر
lost-missed = الفائتة على التوالي
lost-since = انتهاء أول زيارة فائتة
lost-none = لا أحد يُعدّ مفقودًا.
calendar-title = الزيارات عبر السنين
calendar-desc = تمت: { $held }. فائتة: { $missed }. مفتوحة الآن: { $open }. قادمة: { $tocome }. تبيّن الأشرطة متى تُحتسب كل زيارة.
calendar-today = اليوم
calendar-axis = السنوات بعد العملية

## خارج الجدول
beside-unscheduled = دوّن زيارة لم يُخطط لها
beside-death = دوّن وفاة
beside-failure = دوّن فشل العضو المزروع
beside-unscheduled-text = جاء الشخص بين زيارتين، أو وُجد من جديد.
beside-interim-text = لا يحوي السجل المرحلي شيئًا بعد اليوم الذي يخبر عنه.
term-unscheduled = زيارة لم يُخطط لها
term-interim-death = سجل مرحلي عند الوفاة
term-interim-failure = سجل مرحلي عند فشل العضو المزروع
form-visit-graft-failed-on = يوم فشل العضو المزروع
form-visit-failure-cause = سبب الفشل
form-visit-death-cause = سبب الوفاة
form-visit-rejection = رفض منذ آخر زيارة
form-visit-hypertension = ضغط الدم المرتفع
form-visit-diabetes = السكري
form-visit-hospital-stays = مرات الإقامة في المستشفى منذ آخر زيارة
form-visit-dialysis-from-on = أول يوم على الغسيل الكلوي
form-visit-work = العمل
form-visit-height-cm = الطول
form-visit-weight-kg = الوزن
term-hyperacute-rejection = رفض فائق الحدة
term-acute-rejection = رفض حاد
term-chronic-rejection = رفض مزمن
term-primary-failure = لم يعمل قط
term-thrombosis = تخثر
term-graft-infection = عدوى
term-surgical = مضاعفة جراحية
term-recurrent-disease = عاد المرض
term-bk-virus = فيروس بي كيه
term-nonadherence = لم يؤخذ الدواء
term-other-cause = سبب آخر
term-unknown-cause = السبب غير معروف
term-death-infection = توفي بعدوى
term-death-cardiovascular = توفي بمرض القلب أو الأوعية
term-death-malignancy = توفي بالسرطان
term-death-organ-failure = توفي بفشل عضو
term-death-external = توفي بحادث أو عنف
term-death-other = توفي بسبب آخر
term-death-unknown = سبب الوفاة غير معروف
term-no-rejection = لا رفض
term-rejection-suspected = رفض مشتبه فيه وعولج
term-rejection-proven = رفض أثبتته خزعة
term-disease-absent = غير موجود
term-disease-known = معروف من قبل
term-disease-new = جديد منذ آخر زيارة
term-new-hypertension = ضغط دم مرتفع جديد
term-new-diabetes = سكري جديد
term-on-dialysis = على الغسيل الكلوي
term-work-as-before = كما قبل التبرع
term-work-less-donation = أقل، بسبب التبرع
term-work-none-donation = لا عمل، بسبب التبرع
term-work-other-reason = أقل أو لا عمل، لسبب آخر

## تسليم الرعاية
transfer-title = الرعاية في الخارج
transfer-new = اطلب من عيادة أن تتولى الرعاية
transfer-text = العيادة حيث يقيم المتبرع. وإلى أن تقبل يبقى المسؤول السابق مسؤولًا.
transfer-send = اطلب من هذه العيادة
transfer-answer = دوّن ما قالته العيادة
transfer-stopped = لا يمكن الطلب من هذه العيادة بعد
transfer-asked = طُلب منها؛ يُنتظر الجواب حتى { $date }
transfer-late = لا جواب حتى { $date }
transfer-accepted = تتولى الرعاية منذ { $date }
transfer-declined = اعتذرت في { $date }
transfer-refused = أوقفته القواعد في { $date }
form-transfer-clinic = العيادة
form-transfer-clinic-country = بلد العيادة
hint-transfer-clinic-country = حرفان، مثل ES
form-transfer-payer = من يدفع هناك
form-transfer-contact = كيف يُتصل بالعيادة والمتبرع
form-transfer-answer-answer = ماذا قالت العيادة؟
form-transfer-answer-why = إن اعتذرت: لماذا
term-takes-over = تتولى الرعاية
term-takes-not-over = لا تتولاها
term-decline-no-payer = لا أحد يدفع لها
term-decline-no-capacity = لا تستطيع
term-decline-donor = المتبرع لا يريد
term-decline-no-answer = لم تجب قط
term-decline-other = سبب آخر

## أجوبة المتبرع نفسه
own-title = ما يقوله المتبرع
own-none = لم يجب المتبرع عن أي سؤال بعد.
own-said = { $date }، { $visit }
own-mark = كلام المتبرع نفسه
own-sealed = أجاب؛ مختوم عنك.
own-text = تُرسل رسالة إلى هاتف المتبرع بلغته. لا تسمّي أحدًا ولا تقول شيئًا عن الصحة. وعندها لا تنفع رسالة سابقة.
own-send = أرسل الأسئلة
own-pressure = ضغط الدم في البيت
message-queued = تنتظر الإرسال
message-handed = أُرسلت
message-given-up = تعذر إرسالها
message-link =
    تنتظرك قائمة قصيرة من الأسئلة. افتح { $page } على موقعنا واكتب هذا الرمز: { $code }
    ويُطلب منك أيضًا رقم هويتك. يُستعمل الرمز مرة واحدة، حتى { $until }.
    لن يطلب منك أحد هذا الرمز بالهاتف أبدًا.
demo-messages-title = الرسائل إلى الهواتف في هذا العرض
demo-messages-none = لم تُرسل رسالة بعد. يستطيع الممرض إرسال واحدة من صفحة متبرع.
own-in-title = أسئلتك تنتظرك
own-in-text = اكتب الرمز الذي في الرسالة، ورقم بطاقة هويتك أو جواز سفرك.
own-wrong = الرمز والرقم لا يتوافقان، أو استُعمل الرمز أو انتهى. اطلب من عيادتك رمزًا جديدًا.
field-own-code = الرمز الذي في الرسالة
hint-own-code = أربع مجموعات من خمسة؛ لا تهم الفراغات ولا الحروف الصغيرة
form-own-check-number = رقم بطاقة هويتك أو جواز سفرك
own-asks = كيف حالك؟
own-thanks = شكرًا لك. هكذا حال كليتك
own-under = { $visit }، موعدها { $date }
own-kept = حُفظت أجوبتك
own-end = غادر هذه الصفحة
own-questions = تسعة أسئلة
own-why = لا يقرأ أجوبتك إلا من يعتنون بك. وتُحفظ على أنها كلامك أنت.
own-answer = أرسل أجوبتي
own-line = وظيفة كليتك
own-line-none = لم تُكتب بعد قيمة لوظيفة كليتك. زيارتك القادمة تأتي بها.
own-line-usual = آخر قيمة لك، في { $date }، هي { $egfr }. من له كلية واحدة يكون عادة بين { $low } و{ $high }: كل شيء كما ينبغي.
own-line-low = آخر قيمة لك، في { $date }، هي { $egfr }. من له كلية واحدة يكون عادة بين { $low } و{ $high }. عيادتك تعلم بذلك؛ اسألهم في زيارتك القادمة أو دعهم يتصلون بك.
form-own-feeling = كيف تشعر؟
form-own-hospital = هل دخلت المستشفى منذ المرة الماضية؟
form-own-work = كيف حال عملك؟
form-own-cost = كم كلّفك التبرع من المال؟
form-own-again = هل تتبرع لو عاد الأمر؟
form-own-systolic-mmhg = ضغط الدم في البيت، القيمة العليا
form-own-diastolic-mmhg = ضغط الدم في البيت، القيمة السفلى
form-own-call = هل نتصل بك؟
form-own-words = ماذا تريد أن تقول أيضًا؟
term-feel-well = جيد
term-feel-middling = متوسط
term-feel-badly = سيئ
term-hospital-no = لا
term-hospital-donation = نعم، بسبب التبرع
term-hospital-other = نعم، لسبب آخر
term-cost-none = لا شيء
term-cost-minor = قليلًا
term-cost-major = كثيرًا
term-again-yes = نعم
term-again-unsure = لست متأكدًا
term-again-no = لا
term-call-no = لا
term-call-yes = نعم، من فضلكم

## مدى الاكتمال
complete-link = الاكتمال حسب النموذج
complete-title = مدى اكتمال المتابعة
complete-under = الزيارات التي انتهى موعدها، وما تم منها. ولا تُحسب الزيارات التي أنهتها وفاة.
complete-centre = المركز
complete-closed = انتهى موعدها
complete-seen = تمت
complete-share = النسبة
complete-none = لم ينته موعد أي زيارة بعد.
centres-link = ما ينتظر في كل مركز
centres-waiting = الزيارات المتأخرة، وما أُبلغتم به منها، والمفقودون من المتابعة، والنتائج التي لم يتصرف بشأنها أحد في وقتها.
centres-overdue = متأخرة
centres-escalated = أُبلغت بها الجهة الرقابية
centres-lost = مفقودون
centres-late = لم يُتصرف بشأنها
centres-held = تمت
figures-link = أرقام للجميع
complete-public-title = مدى اكتمال متابعة المتبرعين والمتلقين
figures-under = حتى { $date }، مجمّدة لهذا الشهر. وتُحجب الأعداد دون الخمسة.
complete-missing = لم تتم
figures-few = أقل من { $n }
figures-at-least = على الأقل
term-who-donor = المتبرعون الأحياء
term-who-recipient = المتلقون
term-ckd-epi-2021 = CKD-EPI 2021
term-regulator = الجهة الرقابية
term-opens = أول يوم للزيارة
term-closes = آخر يوم للزيارة
