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
followup-page = من { $from } إلى { $to } من أصل { $all }
followup-before = السابق
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
function-under = معدل الترشيح المقدّر بوحدة mL/min لكل 1.73 m² بمعادلة CKD-EPI 2021. ينخفض الشريط بعد التبرع لأن كلية واحدة تعمل. لا يبدأ المحور من الصفر.
function-none = لم تُسجَّل بعد وظيفة كلية لمتبرع حي.
function-all-visits = كل زيارات هذا المتبرع
function-band = المعتاد للمتبرعين
function-donation = التبرع
function-axis = الأشهر بعد التبرع
function-latest = { $egfr }، كالمعتاد
function-latest-low = { $egfr }، دون الشريط
function-title-usual = القيمة الأخيرة كالمعتاد لدى المتبرعين
function-title-low = القيمة الأخيرة دون الشريط المعتاد للمتبرعين
function-desc = آخر معدل ترشيح للمتبرع { $donor } بتاريخ { $date } هو { $egfr } mL/min لكل 1.73 m². ينخفض الشريط عند التبرع.
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
subject-visits = الزيارات
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
visit-creatinine = كرياتينين { $value } µmol/L
visit-albumin = ألبومين { $value } mg/g
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
