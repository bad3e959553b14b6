## The public site
public-nav-centres = ابحث عن مركز
public-nav-figures = أرقام
public-nav-law = القانون
public-nav-rules = القواعد
public-nav-sign-in = تسجيل الدخول
public-title = كل عضو يُتبرَّع به يمكن تتبّعه
public-lead = ممن أعطاه إلى من يعيش به. بلا أسماء، ولا بيع ولا شراء.
public-question = هل هذا المركز مرخّص؟
public-look = ابحث
public-figures = { $registry } في أربعة أرقام
public-as-of = محسوب حتى { $date }
figure-fewer = أقل من { $n }
figure-grafts = تلقوا عضوًا في { $year }
figure-grafts-so-far = تلقوا عضوًا في { $year } حتى الآن
figure-grafts-all = عمليات الزرع المسجلة: { $n }
figure-origin = من الطعوم تقود إلى متبرع مسجّل
figure-origin-means = عمليات زرع تعود سلسلتها إلى متبرع مسجّل. وما سواها يُسأل عنه واحدًا واحدًا.
figure-origin-missing = بلا متبرع: { $missing } من { $of }
figure-donors = من المتبرعين الأحياء فُحصوا في موعدهم
figure-donors-means = متبرعون أحياء حلّ لهم موعد زيارة في الاثني عشر شهرًا السابقة وحضروا إحداها.
figure-donors-missing = لم يُفحصوا: { $missing } من { $of }
figure-centres = مراكز لديها ترخيص صالح اليوم
figure-centres-all = من المراكز المسجلة: { $n }
way-centres = ابحث عن مركز
way-centres-text = ما يجوز له، منذ متى وإلى متى، وما جرى لتراخيصه.
way-law = أفكر في التبرع بكلية
way-law-text = ما يطلبه القانون قبل أن يأخذها أحد، ومن يقرر.
way-rules = ما الذي يُفحص
way-rules-text = كل قاعدة تقف بين الرغبة والعملية، مع سببها.
way-figures = أرقام
way-figures-text = كل رقم يُفتح، بجدوله وما يعدّه.
way-log = تحقق من السجل بنفسك
way-log-text = لا شيء هنا يمكن تغييره في صمت. انظر كيف تعرف ذلك.
way-sign-in = أعمل هنا
way-sign-in-text = للعاملين في المراكز واللجان والسلطة.

## Public figures
figures-title = ما الذي يُعدّ، وكيف
figures-grafts = عمليات الزرع بحسب السنة
figures-year = السنة
figures-number = عمليات الزرع
figures-none = لم يُزرع شيء بعد.
figures-shares = النسب
figures-what = ماذا
figures-share = النسبة
figures-missing = الناقص
figures-of = من
figures-means = ما تعدّه
figures-small = لا تُعرض أعداد الأشخاص من واحد إلى أربعة، وتُقرَّب النسب حتى لا تُستنتج منها.
figures-frozen = تُجمَّد الأرقام في أول كل شهر. وما يُسجَّل بعد ذلك يظهر في الشهر التالي.

## The door of a demonstration
demo-title = بلد صغير تتجول فيه
demo-lead = يحفظ دوناري الخيط بين من يعطي ومن يتلقى، ويُظهر أين ينقطع. هذا { $registry }: تبرعات حية في كل مرحلة، وعددها { $pairs }، بعضها لم يسر كما ينبغي، وكلها مختلقة من البذرة { $seed }. غيّر ما تشاء؛ فلن يتأذى أحد.
demo-enter = ادخل بصفة
demo-follow = أو اتبع خيطًا واحدًا
demo-follow-it = اتبعه
demo-stage = المرحلة { $n } من 8
demo-not = ما ليس هذا
demo-not-text = لا شخص ولا مستشفى ولا قانون حقيقي. لا يجيب إلا على هذا الحاسوب، ولا يمكن أن يصير سجلًا حقيقيًا.
demo-over = للبدء من جديد ببذرة أخرى:
demo-public = الموقع العام لهذا البلد
demo-log = اقرأ السجل وتحقق منه بنفسك
demo-coordinator = الساعة { $time }. يسأل أحدهم أين ذهبت كلية الليلة الماضية.
demo-coordinator-waits = { $n ->
    [zero] لا عملية استئصال مخططة
    [one] عملية استئصال مخططة واحدة
    [two] عمليتا استئصال مخططتان
    [few] { $n } عمليات استئصال مخططة
    [many] { $n } عملية استئصال مخططة
   *[other] { $n } عملية استئصال مخططة
 }
demo-living-donor-nurse = رافق أختًا وأخًا إلى قرار آمن.
demo-living-donor-nurse-waits = { $n ->
    [zero] لا ثنائي في الطريق
    [one] ثنائي واحد في الطريق
    [two] ثنائيان في الطريق
    [few] { $n } ثنائيات في الطريق
    [many] { $n } ثنائيًا في الطريق
   *[other] { $n } ثنائي في الطريق
 }
demo-psychologist = تحدّث منفردًا مع متبرع. واكتب ما لا يقرؤه إلا أنت واللجنة.
demo-psychologist-waits = { $n ->
    [zero] لا ثنائي قيد التقييم
    [one] ثنائي واحد قيد التقييم
    [two] ثنائيان قيد التقييم
    [few] { $n } ثنائيات قيد التقييم
    [many] { $n } ثنائيًا قيد التقييم
   *[other] { $n } ثنائي قيد التقييم
 }
demo-board-member = قرّر مع اثنين آخرين. وانظر لماذا رُفضت خطة.
demo-member = بصفة العضو { $n }
demo-board-member-waits = { $n ->
    [zero] لا ثنائي ينتظر قرارًا
    [one] ثنائي واحد ينتظر قرارًا
    [two] ثنائيان ينتظران قرارًا
    [few] { $n } ثنائيات تنتظر قرارًا
    [many] { $n } ثنائيًا ينتظر قرارًا
   *[other] { $n } ثنائي ينتظر قرارًا
 }
demo-inspector = انتهى ترخيص أمس. وتعليق ينتظر توقيعه الثاني.
demo-inspector-waits = { $n ->
    [zero] لا مراكز
    [one] مركز واحد
    [two] مركزان
    [few] { $n } مراكز
    [many] { $n } مركزًا
   *[other] { $n } مركز
 }
demo-administrator = من يستطيع أن يرى ماذا، ومن اطّلع.
demo-administrator-waits = { $n ->
    [zero] لا حسابات
    [one] حساب واحد
    [two] حسابان
    [few] { $n } حسابات
    [many] { $n } حسابًا
   *[other] { $n } حساب
 }
demo-surgeon = غرفة العمليات محجوزة. فهل يجوز لك أن تعمل؟
demo-surgeon-waits = { $n ->
    [zero] لا عملية استئصال مخططة
    [one] عملية استئصال مخططة واحدة
    [two] عمليتا استئصال مخططتان
    [few] { $n } عمليات استئصال مخططة
    [many] { $n } عملية استئصال مخططة
   *[other] { $n } عملية استئصال مخططة
 }
demo-donor-physician = كليتان وإنسان سليم. هل تبقى بخير بواحدة؟
demo-donor-physician-waits = { $n ->
    [zero] لا ثنائي قيد التقييم
    [one] ثنائي واحد قيد التقييم
    [two] ثنائيان قيد التقييم
    [few] { $n } ثنائيات قيد التقييم
    [many] { $n } ثنائيًا قيد التقييم
   *[other] { $n } ثنائي قيد التقييم
 }
demo-investigator = السجل يسأل. ولا يجيب إلا إنسان.
demo-investigator-waits = { $n ->
    [zero] لا سؤال مفتوح
    [one] سؤال مفتوح واحد
    [two] سؤالان مفتوحان
    [few] { $n } أسئلة مفتوحة
    [many] { $n } سؤالًا مفتوحًا
   *[other] { $n } سؤال مفتوح
 }
story-kidney-well = كلية أخت
story-kidney-well-text = من أول حديث عبر تسليم واحد إلى أخ بخير.
story-cousin = قريب ليس قريبًا
story-cousin-text = ورقة منسوخة ومترجم من الطرف الخطأ. أين يتوقف السجل وما الذي يصلح الأمر.
story-gap = كلية تنقصها ساعة
story-gap-text = مكانان وختمان، ولا أحد كتب ما كان بينهما.
story-many = متبرع واحد وحيوات عدة
story-many-text = أعضاء من شخص واحد، وكبد مقسوم، وجزء لم يُستخدم.
