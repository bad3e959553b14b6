## Roles, permissions, terms
term-courier = ناقل
term-record-hand-over = تسجيل انتقال عضو من يد إلى يد
term-print-label = طباعة بطاقة عضو
term-match-at-table = مطابقة العضو والمتلقي عند طاولة العمليات
term-upright = يُحفظ قائمًا
term-any-position = بأي وضع
term-wristband-and-word = سوار المعصم مع ما قاله المتلقي أو أوراقه
term-wristband-only = سوار المعصم وحده
term-somebody-else = شخص آخر
term-nobody-named = لم يُسمَّ أحد
term-no-sample = لا عينة
term-one-sample = عينة واحدة فقط
term-samples-differ = العينات مختلفة
term-from-address = عنوان المُرسِل
term-from-telephone = هاتف المُرسِل
term-to-address = عنوان المُستلِم
term-to-telephone = هاتف المُستلِم
term-temperature = أدنى حرارة تحت أعلاها
term-no-record-of-it = لا سجل لمكانه
term-wrong-blood-group = زمرة دم خاطئة
term-wrong-sample = عينة شخص آخر
term-excluded = استُبعد بعد ذلك
term-clamp = إغلاق الشريان
term-perfusion = بدء التروية الباردة
term-out = خروج العضو من الجسم
term-in-ice = في الثلج أو على المضخة
term-out-of-ice = خارج الثلج
term-reperfusion = عودة جريان الدم
term-first-warm = الزمن الدافئ الأول
term-cold = الزمن البارد
term-second-warm = الزمن الدافئ الثاني
term-whole = كامل الزمن بلا دم
law-chapter-trace = البطاقات وطاولة العمليات
nav-scan = مسح
demo-courier = صندوق عند البوابة. إلى أين يذهب، ومن يستلمه؟
demo-courier-waits = عمليات الاستئصال المخطط لها: { $n }

## The label
label-organ = يحتوي على عضو
label-what = ما يُنقل
label-care = يُنقل بعناية
label-from = من
label-to = إلى
label-keep = يُحفظ عند
label-upright = يُحفظ قائمًا
label-box = الصندوق
label-use-by = لا يُزرع بعد
label-print-number = النسخة { $n } في { $at }
label-title = ماذا تقول البطاقة؟
label-text = تقول ما الذي يُنقل، ومن أين وإلى أين، وبمن يُتصل، وكم يجب أن يبقى باردًا. لا شيء عليها يدل على المتبرع أو المتلقي.
label-button = طباعة البطاقة
label-here = البطاقة
label-again = طباعة من جديد
label-print = طباعة
label-file = تنزيل البطاقة (SVG، 148 × 105 مم)
label-printed-title = النسخة { $n } من البطاقة
label-printed-text = يفتح الرمز صفحة التسليم. ومن يقرأه سوى المخوَّل لا يعرف شيئًا.
label-prints = كل النسخ
label-col-number = النسخة
label-col-at = وقت الطباعة
label-refused-title = لا يمكن طباعة البطاقة بعد
form-label-from-centre = من: المركز
form-label-from-address = من: الشارع والمدينة
form-label-from-telephone = من: هاتف في أي ساعة
form-label-to-centre = إلى: المركز
form-label-to-address = إلى: الشارع والمدينة
form-label-to-telephone = إلى: هاتف في أي ساعة
form-label-package = رقم الصندوق
form-label-lowest-c = أدنى حرارة في الطريق
form-label-highest-c = أعلى حرارة في الطريق
form-label-position = كيف يوضع الصندوق
form-label-use-by-at = لا يُزرع بعد
form-label-intended-for = المتلقي المقصود
hint-label-intended-for = رقم يبدأ بـ rec_. يبقى في السجل ولا يُطبع أبدًا.

## A box in hand
scan-title = أي صندوق معك؟
scan-text = امسح الرمز على البطاقة، أو اكتب الرقم الذي تحته.
scan-field = الرقم على البطاقة
scan-hint = يبدأ بـ org_. حرفه الأخير يتحقق من بقية الأحرف.
scan-button = فتح
scan-camera = استعمال الكاميرا
scan-picture = صورة الكاميرا
scan-wrong = «{ $value }» ليس رقم عضو. ربما كُتب حرف خطأ.
scan-back = صندوق آخر
parcel-back = هذا الصندوق
parcel-title = { $organ }: من يستلمه الآن؟
parcel-number = الرقم
parcel-held = الآن في
parcel-held-unknown = لا سجل يقول أين
parcel-label = البطاقة
parcel-no-label = لم تُطبع بطاقة
parcel-state = الحال
parcel-ended = انتهى أمره؛ لم يعد يُنقل
parcel-hand-over = التسليم
parcel-button = تسجيل التسليم
form-scanned-from = من
form-scanned-to = إلى
form-scanned-package = رقم الصندوق
trace-give-or-take = { $told } ± { $n } د
trace-unsure = الترتيب غير مؤكد

## At the table
theatre-title = هل هذا العضو لهذا المتلقي؟
theatre-text = امسح أو اكتب الرقم على الصندوق والرقم على سوار المعصم. يُسجَّل الجواب في كل حال.
theatre-button = مطابقة
theatre-here = عند الطاولة
theatre-wrong-code = رقم مع حرف التحقق، كما هو على البطاقة أو السوار
theatre-match = مطابق
theatre-match-text = هذا العضو مقصود لهذا المتلقي، ولا شيء في السجل يعارض ذلك.
theatre-stop = توقف
theatre-stop-text = لا تزرع. شيء لا يتفق، أو لا يمكن معرفته.
theatre-at = أُجيب في { $at }.
theatre-again = مطابقة من جديد
form-theatre-unit = العضو على الصندوق
form-theatre-recipient = المتلقي على سوار المعصم
form-theatre-centre = مكان الطاولة
form-theatre-identity = بماذا عُرف المتلقي؟

## Blood groups
blood-title = زمرة الدم من عينتين على الأقل
blood-text = سجّل تحديدًا آخر. تحديدان من العينة نفسها يُعدّان واحدًا.
blood-button = تسجيل
blood-surely = الزمرة { $group }، من عينتين متفقتين على الأقل.
blood-none = لا عينة في السجل.
blood-one = عينة واحدة فقط. تتوقف الطاولة حتى تتفق معها ثانية.
blood-differs = العينات مختلفة. تتوقف الطاولة حتى تُسحب الخاطئة.
blood-known = العينات المسجلة
blood-at = وقت الأخذ
blood-stands = تُحتسب
blood-withdraw = سحب
blood-withdraw-why = لماذا لا تُحتسب
blood-withdrawn = سُحبت: { $reason }
form-blood-group-group = الزمرة
form-blood-group-sample = رقم العينة
form-blood-group-laboratory = المختبر

## Recall
recall-title = هل يُوقَف كل ما جاء من هذا المتبرع؟
recall-text = من الآن تتوقف كل طاولة عند أعضاء هذا المتبرع، في أي مستشفى.
recall-button = استدعاء المتبرع
recall-holds = مستدعى منذ { $at }: { $reason }.
recall-end-title = هل يُنهى استدعاء هذا المتبرع؟
recall-end-text = لن تُوقَف أعضاء هذا المتبرع لهذا السبب بعد الآن.
recall-end-button = إنهاء الاستدعاء
form-recall-reason = ما الذي وُجد
form-recall-end-reason = لماذا ينتهي

## Times without blood
times-here = أزمنة بلا دم
times-title = متى كان هذا العضو بلا دم؟
times-text = اترك ما لا يُعرف فارغًا. ما يُقال من جديد يحل محل ما قيل قبله؛ ويبقى القول السابق في السجل.
times-button = تسجيل الأزمنة
times-ring = الزمن بلا دم، جزءًا جزءًا
times-table = كم دام كل جزء
times-what = الجزء
times-long = ساعات ودقائق
times-minutes = { $clock } س
times-unknown = غير معروف
times-backwards = ينتهي قبل أن يبدأ
times-order = قبل لحظة أسبق: { $moments }. أحد الأوقات خاطئ.
form-times-clamp = إغلاق الشريان
form-times-perfusion = بدء التروية الباردة
form-times-out = خروج العضو من الجسم
form-times-in-ice = في الثلج أو على المضخة
form-times-out-of-ice = خارج الثلج
form-times-reperfusion = عودة جريان الدم

## Rules
rule-trc-001-title = البطاقة لعضو في طريقه
rule-trc-001 = لم يعد هذا العضو في طريقه.
rule-trc-001-inputs = كيف انتهى: { $ended }.
rule-trc-001-cure = قارن الرقم بالعضو الذي في اليد. إن كانت النهاية المسجلة خاطئة فصحّحها، وإلا فلا شيء يُنقل.
rule-trc-001-who = المنسق أو فريق الاستئصال؛ فورًا

rule-trc-002-title = البطاقة لعضو متبرعه مسجل
rule-trc-002 = لا متبرع مسجل لهذا العضو.
rule-trc-002-inputs = رقم العضو: { $unit }.
rule-trc-002-cure = ابحث عن سجل المتبرع وأدخل العضو معه.
rule-trc-002-who = فريق الاستئصال؛ قبل أن يغادر العضو

rule-trc-003-title = البطاقة تقول ما يجب أن تقوله
rule-trc-003 = ينقص البطاقة شيء يجب أن تقوله.
rule-trc-003-inputs = ما ينقصها: { $lacks }.
rule-trc-003-cure = أكمل ما ينقص، للمكانين معًا.
rule-trc-003-who = من يطبع؛ فورًا

rule-trc-004-title = العضو مقصود لهذا المتلقي
rule-trc-004 = هذا العضو ليس مقصودًا لهذا المتلقي بحسب السجل.
rule-trc-004-inputs = المقصود به: { $meant }.
rule-trc-004-cure = قارن الرقمين بالصندوق وسوار المعصم. اتصل بالمنسق قبل أي شيء آخر.
rule-trc-004-who = الجراح والمنسق؛ فورًا

rule-trc-005-title = المتلقي على الطاولة معروف بعلامتين
rule-trc-005 = لم يتأكد أحد بعلامتين ممن على الطاولة.
rule-trc-005-inputs = عُرف بـ: { $identity }.
rule-trc-005-cure = اقرأ سوار المعصم وقارنه بما قاله المتلقي أو بأوراقه.
rule-trc-005-who = فريق العمليات؛ خمس دقائق

rule-trc-006-title = زمرتا الدم معروفتان من عينتين
rule-trc-006 = إحدى زمر الدم غير مؤكدة.
rule-trc-006-inputs = لمن: { $who }. السبب: { $why }.
rule-trc-006-cure = حدّد عينة ثانية، أو اسحب الخاطئة.
rule-trc-006-who = المختبر؛ نصف ساعة

rule-trc-007-title = زمرتا الدم متوافقتان
rule-trc-007 = زمرة دم المتلقي لا تحتمل هذا العضو.
rule-trc-007-inputs = المتبرع { $donor_group }، المتلقي { $recipient_group }.
rule-trc-007-cure = توقف. تحقق من العينتين والرقمين. الزرع عبر الزمر يحتاج إلى قرار الفريق الذي أعد له.
rule-trc-007-who = الجراح والمختبر؛ فورًا

rule-trc-008-title = العضو سُلِّم هنا
rule-trc-008 = السجل لا يقول إن هذا العضو هنا.
rule-trc-008-inputs = السجل يقول إنه في: { $held_at }. الطاولة في: { $table }.
rule-trc-008-cure = امسح الصندوق وسجّل التسليم. إن لم يُرسل إلى هنا قط فهو صندوق آخر.
rule-trc-008-who = الناقل أو فريق العمليات؛ خمس دقائق

rule-trc-009-title = ما زال العضو صالحًا للزرع
rule-trc-009 = مضت آخر لحظة يجوز فيها زرع هذا العضو.
rule-trc-009-inputs = آخر لحظة: { $use_by_at }؛ الآن: { $at }.
rule-trc-009-cure = قرر مع فريق الاستئصال. إن كانت اللحظة خاطئة فاطبع البطاقة من جديد.
rule-trc-009-who = الجراح وفريق الاستئصال؛ فورًا

rule-trc-010-title = المتبرع غير مستدعى
rule-trc-010 = متبرع هذا العضو مستدعى.
rule-trc-010-inputs = ما وُجد: { $reason }، منذ { $recalled_at }.
rule-trc-010-cure = توقف واتصل بالمنسق. لا يرفعه إلا من ينهي الاستدعاء.
rule-trc-010-who = المنسق؛ فورًا
