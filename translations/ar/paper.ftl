## كلمات الصلاحيات
term-manage-outage = بدء مدة انقطاع النظام وإنهاؤها
term-issue-sheet = توزيع أوراق مرقّمة وإبطالها
term-enter-sheet = إدخال ما كُتب على ورقة
term-confirm-sheet = مقابلة الورقة المُدخلة بأصلها
term-read-sheet = قراءة مآل الأوراق المرقّمة
term-print-last-known = طباعة آخر قائمة معلومة

## سبب غياب النظام
term-maintenance = عمل معلن على النظام
term-network-down = انقطعت الشبكة
term-power-cut = لا كهرباء
term-system-failed = تعطّل البرنامج أو جهازه
term-attack = هجوم

## حال الورقة
term-sheet-missing = ورقة مفقودة
term-sheet-doubted = قُرئت على وجه آخر
term-sheet-entered = تنتظر شخصا ثانيا
term-sheet-issued = وُزّعت
term-sheet-confirmed = أُدخلت وأُكّدت
term-sheet-voided = باطلة
term-not-used = عادت فارغة
term-spoiled = عادت تالفة؛ وما كان عليها على ورقة أخرى
term-misprinted = طُبعت خطأ ولم توزّع

## الانقطاعات
nav-outages = الانقطاعات
outages-title = { $n ->
    [0] النظام في متناول كل وحدة
   *[other] انقطاعات جارية: { $n }
 }
outages-under = أوقات بلا نظام. إذا انتهى أحدها طُلبت كل ورقة مرقّمة لوحداته.
outages-table = أوقات بلا نظام
outages-none = لا انقطاع في السجل.
outages-more = الانقطاعات الأقدم لا تظهر هنا.
outage-col-number = الانقطاع
outage-col-from = منذ
outage-col-until = حتى
outage-col-units = وحدات بلا نظام
outage-col-why = ما حدث
outage-col-due = موعد الأوراق
outage-goes-on = مستمر
outage-everywhere = البلد كله
outage-end-verb = انتهى
outage-open-title = دوّن انقطاعا
outage-open-button = دوّن الانقطاع
outage-end-title = متى عاد النظام؟
outage-end-text = من ذلك الحين تجري المهلة التي يحددها البلد لإدخال كل ورقة أو إبطالها.
outage-end-button = أنهِ الانقطاع
form-outage-from-at = غائب منذ
form-outage-why = سبب الانقطاع
form-outage-centres = الوحدات المعنية
hint-outage-from-at = قد يكون في المستقبل إذا أُعلن العمل.
hint-outage-centres = إن لم تُختر وحدة فالمقصود البلد كله.
form-outage-end-until-at = عاد منذ

## الأوراق
nav-paper = الورق
paper-title = { $missing ->
    [0] لا ورقة مرقّمة مفقودة
   *[other] أوراق مرقّمة مفقودة: { $missing }
 }
paper-under = ورق لوقت بلا نظام. تُستعمل كل ورقة مرة واحدة، وتعود مُدخلة أو باطلة.
paper-missing-text = قد يكون عضو مكتوبا على ورقة لا يستطيع أحد إظهارها. اسأل من هي عنده، ثم أدخلها أو ليبطلها شخص آخر.
paper-tabs = الأوراق بحسب حالها
paper-all = كل الأوراق
paper-sheets = الأوراق المرقّمة
paper-no-sheet = لا ورقة كهذه. اطبع رزمة قبل أن تنقطع الشبكة.
paper-more = الأوراق أكثر من 200: اختر إحدى الكلمات أعلاه.
sheets-wait = ورق لم يعد أو ينتظر شخصا ثانيا
sheets-wait-count = أوراق مرقّمة: { $n }
sheets-wait-more = في حال واحدة أكثر من 200 ورقة: العدد لأول 200.
sheets-wait-missing = قد يكون عضو مكتوبا عليها. اسأل من هي عنده، ثم أدخلها أو ليبطلها شخص آخر.
sheets-wait-due = انتهى الانقطاع. ما لم يعد حتى ذلك الحين يُعدّ مفقودا.
sheets-wait-entered = يقرأ الورقَ شخص لم يكتبها ولم يُدخلها.
sheets-wait-doubted = صحّح ما في السجل ثم ليُقرأ الورق مرة أخرى.
sheets-wait-find = ابحث عن مصيرها
sheets-wait-correct = انظر المدخل
sheets-wait-see = انظر حالها
sheets-wait-you = أنت
sheets-wait-overdue = كان موعدها { $at }
sheets-wait-until = حتى { $at }
sheets-wait-since = أُدخلت { $at }
paper-source = كُتب على الورق أولا
paper-col-sheet = الورقة
paper-col-about = تتحدث عن
paper-col-happened = الوقت على الورق
paper-col-recorded = وقت الإدخال
paper-col-state = الحال
paper-col-unit = وحدة الورقة
paper-col-to = عند
paper-col-issued = وقت الطباعة
paper-col-issued-by = طبعها
paper-col-writer = من كتبها
paper-col-typist = من أدخلها
paper-col-facts = حُفظت بوصفها
paper-col-outage = في الانقطاع
paper-wrong-number = الرقم المكتوب على الملصق أو السوار أو آخر قائمة معلومة
form-paper-organ-unit = رقم العضو
form-paper-file-pathway = رقم ملف المتبرع
form-paper-writer-written-by = كتبها
form-paper-writer-writer = الاسم على الورق إذا لم يكن لصاحبه حساب

## التوزيع
pack-verb = اطبع رزمة أوراق
pack-title = كم ورقة، ولمن؟
pack-text = اطبعها قبل الحاجة إليها. من بيده الرزمة مسؤول عن كل رقم فيها.
pack-button = وزّع واطبع
form-pack-centre = لأي وحدة
form-pack-to = من بيده الرزمة
form-pack-death = أوراق لشهادات الوفاة
form-pack-recovery = أوراق لعمليات الاستئصال
form-pack-hand-over = أوراق لعمليات التسليم
form-pack-graft = أوراق لعمليات الزرع
pack-printed-title = أوراق للطباعة: { $n }
pack-printed-text = مقاس A4، أسود على أبيض. ضع الرزمة حيث توجد بلا كهرباء.
pack-again = انظر الرزمة المطبوعة مرة أخرى
pack-printed-none = عادت كل أوراق هذه الرزمة.

## على الورقة
sheet-kind-death = شهادة
sheet-kind-recovery = أعضاء مستأصلة
sheet-kind-hand_over = سُلّم
sheet-kind-graft = زُرع في غرفة العمليات
sheet-title-death = شهادة وفاة على الورق
sheet-title-recovery = استئصال أعضاء على الورق
sheet-title-hand_over = تسليم عضو على الورق
sheet-title-graft = زرع في غرفة العمليات على الورق
sheet-warns-death = يوقّعها الطبيب الذي فحص، ويُدخلها الطبيب نفسه. لا يمكن سؤال سجل المتبرعين من الورق: بلا إحالة في النظام لا يعرف أحد ما قرره الشخص.
sheet-warns-recovery = الورق لا يوافق على شيء: الموافقة على الاستئصال مكتوبة في آخر قائمة معلومة. ولا يمكن سؤال سجل المتبرعين من الورق.
sheet-warns-hand_over = ورقة واحدة لتسليم واحد. انسخ رقم العضو من الملصق حرفا حرفا.
sheet-warns-graft = اقرأا الملصق والسوار أحدكما للآخر جهرا. الورق لا يقابل العضو بالمتلقي بدلا منكما، ولا يرى سحبا.
sheet-of = الورقة { $n } من { $of }
sheet-issued-at = طُبعت { $at }، طبعها { $who }.
sheet-zone = الأوقات بحسب هذه الساعة: { $zone }.
sheet-col-what = ماذا
sheet-col-write = اكتب أو ضع علامة هنا
sheet-date = سنة-شهر-يوم
sheet-time = ساعة:دقيقة
sheet-foot = توقيع من كتب هذا

## الإدخال وما بعده
sheet-back = عودة إلى الورقة
sheet-entry-verb = أدخل ما عليها
sheet-entry-text = اكتب ما على الورق لا ما ينبغي أن يكون. كل شيء يُحفظ؛ ويقابله شخص ثان بالورق.
sheet-entry-button = احفظ ما يقوله الورق
sheet-entered-title = ما أُدخل
sheet-confirm-verb = قابلها بالورق
sheet-confirm-title = هل يقول الورق الشيء نفسه؟
sheet-confirm-text = خذ الورق بيدك واقرأ كل سطر.
sheet-confirm-button = قل ما تقرأ
sheet-confirm-refused = يؤكد الورقةَ من لم يكتبها ولم يُدخلها
form-second-reading = الورق
form-second-because = ما يختلف
sheet-void-verb = أبطلها
sheet-void-title = هل هذه الورقة في يدك ولم تُستعمل؟
sheet-void-text = الورقة الضائعة لا تُبطل: تبقى مفقودة.
sheet-void-button = أبطل هذه الورقة
sheet-void-refused = يبطل الورقةَ غيرُ من هي عنده
form-void-reason = كيف عادت
sheet-agrees = قرأ { $who } الشيء نفسه على الورق، { $at }.
sheet-differs = قرأ { $who } شيئا آخر على الورق، { $at }. صحّح ما في السجل ثم لتُقرأ مرة أخرى.
sheet-was-voided = أبطلها { $who }، { $at }:
sheet-was-missed = طُلبت فلم توجد، { $at }، بعد الانقطاع

## آخر قائمة معلومة
last-known-verb = اطبع آخر قائمة معلومة
last-known-title = ما يجب أن يُعرف بلا نظام
last-known-under = { $centre }، حتى { $at } ({ $zone })، طبعها { $who }.
last-known-text = بالأرقام وبلا أسماء. ما حدث بعد الطباعة ليس هنا؛ أتلف الورقة حين يعود النظام.
last-known-more = المدخلات أكثر مما يتسع له المكان: هنا أول 200 من كل قسم فقط.
last-known-waiting-list = قائمة الانتظار والعروض ليست في هذا السجل بعد، فليست على هذه الورقة.
last-known-country = كامل البلد
last-known-none = لا شيء في السجل في ذلك الوقت.
last-known-donations = تبرعات جارية
last-known-organs = أعضاء الأيام الثلاثة الأخيرة في الطريق
last-known-operations = عمليات مخططة
last-known-file = الملف والمتبرع
last-known-hospital = مستشفاه
last-known-stage = إلى أين وصل
last-known-group = فصيلة دم المتبرع
last-known-approved = الاستئصال موافق عليه في
last-known-not-approved = لا موافقة
last-known-organ = العضو المعني
last-known-recovered = استُؤصل في
last-known-held = أين هو
last-known-goes-to = إلى أين يرسله الملصق
last-known-for = مخصص للمتلقي
last-known-when = تبدأ في
last-known-donor = المتبرع وفصيلته
last-known-recipient = المتلقي وفصيلته
last-known-no-group = لا فصيلة في السجل
last-known-differ = العينات مختلفة
last-known-one-sample = عينة واحدة فقط
