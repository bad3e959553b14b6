## The list
centres-title = كل مركز وما رُخّص له
centres-title-none = لا مركز يوافق ما طلبت
centres-title-found = { $n ->
    [zero] لا مركز يوافق
    [one] مركز واحد يوافق
    [two] مركزان يوافقان
    [few] { $n } مراكز توافق
    [many] { $n } مركزًا يوافق
   *[other] { $n } مركز يوافق
 }
centres-under = حتى اليوم، { $date }. ما لم يُذكر هنا فليس مرخّصًا.
centres-ask = مركز غير مذكور هنا، أو ترخيص يبدو مختلفًا على الورق؟ اسأل هيئة التفتيش قبل أن توافق على شيء.
centres-new = أدخل مركزًا
centres-search = الاسم أو المكان أو الرقم
centres-organ = مرخّص اليوم لـ
centres-any-organ = أي عضو
centres-look = ابحث
centres-count = { $shown } من { $all } مراكز
centres-further = مراكز أخرى
centres-remove = أزل
centres-clear = امسح الكل
centres-table = المراكز
centres-col-name = المركز
centres-col-place = المكان
centres-col-licences = التراخيص اليوم
centres-col-number = الرقم
centres-empty = لا مركز في هذا السجل بهذا الاسم أو المكان أو الرقم. جرّب حروفًا أقل أو تصفّح القائمة كلها.
centres-merged = صار جزءًا من مركز آخر
centres-no-licence = بلا ترخيص

## Where a licence stands
licence-for = { $organ }، { $activity }
activity-deceased-procurement-dbd = استخراج بعد موت الدماغ
activity-deceased-procurement-dcd = استخراج بعد توقف الدورة الدموية
activity-living-removal = من متبرعين أحياء
activity-transplantation = زرع
activity-tissue-typing-lab = تحديد الأنسجة
activity-organ-transport = نقل
activity-preservation-perfusion = حفظ وتروية
activity-follow-up = متابعة
licence-tag = { $for }: { $state }
licence-valid = صالح
licence-ends-today = ينتهي اليوم
licence-ends-in = { $days ->
    [zero] ينتهي اليوم
    [one] ينتهي غدًا
    [two] ينتهي بعد يومين
    [few] ينتهي بعد { $days } أيام
    [many] ينتهي بعد { $days } يومًا
   *[other] ينتهي بعد { $days } يوم
 }
licence-ended-yesterday = انتهى أمس
licence-ended = انتهى في { $date }
licence-suspended = معلّق منذ { $date }
licence-revoked = أُلغي في { $date }
licence-from = من { $date }
licence-waits = ينقص التوقيع الثاني
licence-waits-until = يجب أن يوقّع مفتش ثانٍ حتى { $until }، وإلا سقط الإجراء
licence-you-signed = وقّعتَ أولًا. يجب أن يوقّع مفتش آخر.
licence-table = التراخيص
licence-col-for = لأجل
licence-col-number = الرقم
licence-col-from = من
licence-col-to = إلى
licence-col-bar = { $from } إلى { $to }، اليوم قائم
licence-col-state = الحالة اليوم
licence-col-act = الإجراءات
licence-conditions = الشروط
licence-suspend = علّق
licence-revoke = ألغِ
licence-reinstate = أعد العمل به
licence-grant = امنح ترخيصًا

## The page of a centre
centre-tabs = أجزاء الصفحة
centre-tab-overview = نظرة عامة
centre-tab-looked = من اطّلع
centre-look = { $n ->
    [zero] لا شيء يحتاج إلى نظر
    [one] ترخيص واحد يحتاج إلى نظر
    [two] ترخيصان يحتاجان إلى نظر
    [few] { $n } تراخيص تحتاج إلى نظر
    [many] { $n } ترخيصًا يحتاج إلى نظر
   *[other] { $n } ترخيص يحتاج إلى نظر
 }
centre-merged = صار جزءًا من مركز آخر منذ { $date }:
centre-no-licence = هذا المركز بلا ترخيص. لا يجوز له استئصال الأعضاء ولا زرعها.
centre-names = أسماؤه السابقة
centre-name-from = من { $date }
centre-rename = غيّر الاسم
centre-merge = اجعله جزءًا من مركز آخر
centre-back = عودة إلى المركز
measures-table = ما جرى
measures-col-date = منذ
measures-col-what = الإجراء

## Forms
centre-new-title = أدخل مركزًا
centre-new-button = أدخله
form-centre-kind = نوعه
form-centre-parent = جزء من
form-centre-name = الاسم المعلن
form-centre-place = المدينة أو المنطقة
form-centre-country = الدولة
hint-centre-country = حرفان كما في ISO 3166
form-centre-telephone = هاتف معلن
licence-new-title = امنح ترخيصًا
licence-new-button = امنحه
form-licence-organ = العضو
hint-licence-organ = الترخيص لجانب يشمل الجانب الآخر.
form-licence-activity = النشاط
form-licence-donor-scope = أي المتبرعين الأحياء
form-licence-population = المرضى
form-licence-valid-from = أول يوم
form-licence-valid-to = آخر يوم
form-licence-conditions = الشروط
hint-licence-conditions = شرط في كل سطر. يستطيع أي أحد قراءتها.
form-licence-legal-act = قرار السلطة
rename-title = غيّر اسم المركز
rename-button = احفظ الاسم الجديد
form-rename-name = الاسم الجديد
form-rename-from = من أي يوم
merge-title = اجعل المركز جزءًا من آخر
merge-button = اجعله جزءًا من الآخر
form-merge-into = المركز الذي يصير جزءًا منه
form-merge-from = من أي يوم

## Measures
measure-title-suspend = تعليق: { $for }
measure-title-revoke = إلغاء: { $for }
measure-title-reinstate = إعادة العمل: { $for }
measure-effect = ما يتوقف وما يستمر
measure-before-you-sign = قبل أن توقّع، هذا ما سيحدث.
measure-stops = يتوقف
measure-starts = يجوز أن يستمر من جديد
measure-goes-on = يستمر
measure-told = من يعلم
measure-planned = { $n ->
    [zero] لا استئصال مخطط بعد ذلك.
    [one] استئصال مخطط واحد
    [two] عمليتا استئصال مخططتان
    [few] { $n } عمليات استئصال مخططة
    [many] { $n } عملية استئصال مخططة
   *[other] { $n } عملية استئصال مخططة
 }
measure-wait = { $n ->
    [zero] لا ثنائي قيد التقييم.
    [one] ثنائي واحد قيد التقييم ينتظر
    [two] ثنائيان قيد التقييم ينتظران
    [few] { $n } ثنائيات قيد التقييم تنتظر
    [many] { $n } ثنائيًا قيد التقييم ينتظر
   *[other] { $n } ثنائي قيد التقييم ينتظر
 }
measure-go-on = { $n ->
    [zero] لا ثنائي قيد التقييم.
    [one] ثنائي واحد قيد التقييم
    [two] ثنائيان قيد التقييم
    [few] { $n } ثنائيات قيد التقييم
    [many] { $n } ثنائيًا قيد التقييم
   *[other] { $n } ثنائي قيد التقييم
 }
measure-followed = { $n ->
    [zero] لا متبرع حي يُتابَع هنا بعد.
    [one] متابعة متبرع حي واحد
    [two] متابعة متبرعين حيّين
    [few] متابعة { $n } متبرعين أحياء
    [many] متابعة { $n } متبرعًا حيًا
   *[other] متابعة { $n } متبرع حي
 }
measure-others = { $n ->
    [zero] ليس للمركز ترخيص آخر.
    [one] ترخيص آخر للمركز
    [two] ترخيصان آخران للمركز
    [few] { $n } تراخيص أخرى للمركز
    [many] { $n } ترخيصًا آخر للمركز
   *[other] { $n } ترخيص آخر للمركز
 }
measure-told-text = كل من يبحث عن المركز، من تلك اللحظة. وتُرفض كل خطة مع السبب. لا تُرسل رسالة: اتصل بالمدير والفرق قبل أن توقّع.
measure-other-day = من متى
measure-show = اعرض لهذه اللحظة
measure-sign-here = السبب والتوقيع
measure-two = يجب أن يوقّع مفتش ثانٍ خلال { $hours } ساعة، وإلا سقط الإجراء.
measure-reason = السبب
measure-law = مادة القانون
form-measure-measure = الإجراء
form-measure-from = من متى
form-measure-reason = السبب، بكلمات معلنة
hint-measure-reason = يستطيع أي أحد قراءته. بلا اسم مريض.
form-measure-legal-act = مادة القانون
measure-sign-suspend = علّق من { $from }
measure-sign-revoke = ألغِ من { $from }
measure-sign-reinstate = أعد العمل من { $from }
measure-waits-suspend = ينتظر التعليق: { $for }
measure-waits-revoke = ينتظر الإلغاء: { $for }
measure-waits-reinstate = ينتظر إعادة العمل: { $for }
measure-do-suspend = عُلّق
measure-do-revoke = أُلغي
measure-do-reinstate = أُعيد العمل به

## تراخيص المهنيين
professionals-title = { $n ->
    [zero] لا مهنيين
    [one] مهني واحد
    [two] مهنيان
    [few] { $n } مهنيين
    [many] { $n } مهنيًا
   *[other] { $n } مهني
 }
professionals-under = كل من يعتني بالمرضى، مع ترخيصه كما هو اليوم. وتنتظر الخطة ما دام أحد من لهم دور فيها بلا ترخيص صالح في يومها.
professionals-shown = { $shown } من { $all }
professionals-further = مهنيون آخرون
professionals-remove = إزالة
professionals-all = الكل
professionals-soon = ينتهي خلال 90 يومًا
professionals-suspended = موقوف
professionals-without = بلا ترخيص صالح
professionals-empty = لا أحد في هذه القائمة.
professional-enter = تسجيل ترخيص
professional-name = الاسم
professional-profession = المهنة
professional-valid = السريان
professional-standing = اليوم
professional-none = لا ترخيص مسجَّل
professional-number = الرقم هنا
professional-speciality = التخصص
professional-issuer = الجهة المانحة والرقم
professional-organs = يُجري العمليات على
professional-activities = الأنشطة
professional-unlimited = غير مقيَّد
professional-entered = سجّله
professional-measures = ما اتُّخذ بشأنه
professional-measure = الإجراء
professional-from = من
professional-reason = السبب
professional-new-title = تسجيل ترخيص مهني
professional-new-text = كما كتبته الجهة التي تمنحه. القيود على الأعضاء أو الأنشطة تخص إجراء العمليات وحده؛ اتركها فارغة إن لم تكن هناك قيود. ولا يسجّل أحد ترخيصه بنفسه.
professional-new-button = تسجيل هذا الترخيص
professional-own = هذا ترخيصك أنت. يغيّره مفتش آخر.
professional-measure-text = يسري الإجراء من يومه. تنتظر خطط ذلك اليوم وما بعده؛ وما حدث من قبل يبقى كما هو ويُعلَّم.
professional-measure-button = تدوين هذا
form-professional-account = ترخيص مَن
form-professional-profession = المهنة
form-professional-speciality = التخصص
form-professional-issuer = الجهة التي منحته
form-professional-number = الرقم لدى تلك الجهة
form-professional-valid-from = أول يوم
form-professional-valid-to = آخر يوم
form-professional-organs = مقيَّد بهذه الأعضاء
form-professional-activities = مقيَّد بهذه الأنشطة
form-professional_measure-measure = ما الذي يُتَّخذ
form-professional_measure-from = من أي يوم
form-professional_measure-reason = لماذا
