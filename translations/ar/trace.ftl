## Searching
trace-search-title = تتبّع أي رقم
trace-search-text = اكتب رقم متبرع أو عضو أو متلقٍّ أو عملية زرع. تظهر السلسلة كلها في الاتجاهين.
trace-search-field = الرقم
trace-search-hint = يبدأ بـ ⁨don_⁩ أو ⁨org_⁩ أو ⁨rec_⁩ أو ⁨trp_⁩. لا فرق بين الحروف الكبيرة والصغيرة ولا للمسافات والشرطات.
trace-search-button = تتبّعه
trace-search-wrong = «{ $value }» ليس من أرقام هذا السجل. لعل حرفًا كُتب خطأ؛ فكل رقم يحمل علامة تحقق.

## The page of a chain
trace-title-donor = كل من وصله عطاء المتبرع { $code }
trace-title-recipient = من أين جاء العضو إلى المتلقي { $code }
trace-title-recipient-unknown = لم يسجّل أحد من أين جاء العضو إلى المتلقي { $code }
trace-title-organ = طريق { $code } من المتبرع إلى المتلقي
trace-title-organ-unknown = لم يسجّل أحد من أين جاء { $code }
trace-under = كما هو مسجل حتى { $at }.
trace-under-several = { $n ->
    [zero] لا مصدر.
    [one] مصدر واحد.
    [two] مصدران، لكل منهما صورة.
    [few] { $n } مصادر، لكل منها صورة.
    [many] { $n } مصدرًا، لكل منها صورة.
   *[other] { $n } مصدر، لكل منها صورة.
 }
trace-print = اطبع
trace-correct = تصحيح ما هو مسجَّل
trace-file-svg = نزّل الصورة (SVG)
trace-file-json = نزّل السجل (JSON)

## The picture
trace-head-donor = المتبرع
trace-head-part = العضو
trace-head-stops = التسليمات
trace-head-end = المتلقي أو النهاية
trace-head-outcome = آخر نتيجة
trace-sign-donor = متبرع
trace-sign-organ = عضو، متلقٍّ
trace-sign-handover = تسليم
trace-sign-ended = انتهى هنا
trace-no-record = لا سجل
trace-on-the-way = في الطريق
trace-no-record-for = لا سجل، { $span }
trace-no-donor = لم يُسجَّل متبرع
trace-between = بين { $since } و{ $until }
trace-contradicts = يخالف السجل
trace-again = { $organ }، زُرع مرة أخرى
trace-split = { $organ }، مقسوم
trace-recovered = استُؤصل
trace-somewhere = غير مسجل
trace-when-unknown = الوقت غير معروف
trace-day-month = { $day } { $month }
trace-span-minutes = { $n } د
trace-span-hours = { $h } س { $m } د
trace-span-days = { $n ->
    [zero] لا يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
 }
trace-handovers = { $n ->
    [zero] بلا تسليم
    [one] تسليم واحد
    [two] تسليمان
    [few] { $n } تسليمات
    [many] { $n } تسليمًا
   *[other] { $n } تسليم
 }
trace-outcome-well = بخير { $after }
trace-outcome-failed = فُقد العضو المزروع { $after }
trace-outcome-died = توفي { $after }
trace-outcome-lost = انقطعت أخباره { $after }
trace-outcome-none = لم تُسجَّل نتيجة بعد
trace-after-days = { $n ->
    [zero] في اليوم نفسه
    [one] بعد يوم
    [two] بعد يومين
    [few] بعد { $n } أيام
    [many] بعد { $n } يومًا
   *[other] بعد { $n } يوم
 }
trace-after-months = { $n ->
    [zero] بعد أقل من شهر
    [one] بعد شهر
    [two] بعد شهرين
    [few] بعد { $n } أشهر
    [many] بعد { $n } شهرًا
   *[other] بعد { $n } شهر
 }
trace-after-years = { $n ->
    [zero] بعد أقل من سنة
    [one] بعد سنة
    [two] بعد سنتين
    [few] بعد { $n } سنوات
    [many] بعد { $n } سنة
   *[other] بعد { $n } سنة
 }
trace-count-organs = { $n ->
    [zero] لم يُستأصل شيء من هذا المتبرع.
    [one] أعطى المتبرع عضوًا واحدًا.
    [two] أعطى المتبرع عضوين.
    [few] أعطى المتبرع { $n } أعضاء.
    [many] أعطى المتبرع { $n } عضوًا.
   *[other] أعطى المتبرع { $n } عضو.
 }
trace-count-unknown = { $n ->
    [zero] لا عضو معروف ولا متبرع.
    [one] عضو واحد معروف، أما متبرعه فلا.
    [two] عضوان معروفان، أما متبرعهما فلا.
    [few] { $n } أعضاء معروفة، أما متبرعها فلا.
    [many] { $n } عضوًا معروفًا، أما متبرعها فلا.
   *[other] { $n } عضو معروف، أما متبرعها فلا.
 }
trace-count-reached = { $n ->
    [zero] لم يتلقَّ أحد.
    [one] تلقى شخص واحد.
    [two] تلقى شخصان.
    [few] تلقى { $n } أشخاص.
    [many] تلقى { $n } شخصًا.
   *[other] تلقى { $n } شخص.
 }
trace-count-ended = { $n ->
    [zero] استُخدمت كلها.
    [one] عضو واحد لم يُستخدم.
    [two] عضوان لم يُستخدما.
    [few] { $n } أعضاء لم تُستخدم.
    [many] { $n } عضوًا لم يُستخدم.
   *[other] { $n } عضو لم يُستخدم.
 }
trace-count-disputed = { $n ->
    [zero] لا تناقض في السجل.
    [one] قيد واحد يخالف غيره.
    [two] قيدان يخالفان غيرهما.
    [few] { $n } قيود تخالف غيرها.
    [many] { $n } قيدًا يخالف غيره.
   *[other] { $n } قيد يخالف غيره.
 }
trace-count-gaps = { $n ->
    [zero] لا انقطاع في السجل.
    [one] ينقطع السجل في موضع واحد.
    [two] ينقطع السجل في موضعين.
    [few] ينقطع السجل في { $n } مواضع.
    [many] ينقطع السجل في { $n } موضعًا.
   *[other] ينقطع السجل في { $n } موضع.
 }
trace-count-whole = لا انقطاع في السجل.

## The table
trace-table = السلسلة نفسها في جدول
trace-fold = { $n ->
    [zero] اعرض كجدول
    [one] اعرض كجدول، صف واحد
    [two] اعرض كجدول، صفان
    [few] اعرض كجدول، { $n } صفوف
    [many] اعرض كجدول، { $n } صفًا
   *[other] اعرض كجدول، { $n } صف
 }
trace-col-part = العضو
trace-col-number = الرقم
trace-col-handovers = التسليمات
trace-col-gap = انقطاع أو تناقض
trace-col-end = المتلقي أو النهاية
trace-col-where = المكان
trace-col-outcome = آخر نتيجة
trace-empty = لم يُستأصل شيء من هذا المتبرع.
