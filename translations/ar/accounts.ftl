## تسجيل الدخول
sign-in = ادخل
sign-in-title = الدخول إلى السجل
sign-in-wrong = الاسم وكلمة المرور والرمز غير متطابقة، أو لا يمكن لهذا الحساب الدخول الآن.
sign-in-invited = دُعيت ولديّ رمز لمرة واحدة
sign-in-lost = فقدت هاتفك أو نسيت كلمة المرور؟ يعطيك المدير رمزًا جديدًا.
account-opened = فُتح حسابك. ادخل باسمك وكلمة المرور والأرقام الستة.
too-often-title = محاولات كثيرة الآن
too-often-text = انتظر دقيقة ثم حاول من جديد. لم يُحفظ شيء مما كتبته.
role-title = بأي دور تعمل اليوم؟
role-text = ما تراه وما يحق لك يتبع الدور. وكل اطلاع يُسجَّل معه.
role-none-title = لا دور لك نافذ اليوم
role-none-text = سجّلت الدخول، لكن لم يُمنح لك دور لهذا اليوم. يستطيع المدير أن يمنحك دورًا.
field-login = اسم الدخول
field-password = كلمة المرور
field-totp = ستة أرقام من تطبيقك
field-code = رمز لمرة واحدة
field-name = الاسم
hint-totp = تتغير كل 30 ثانية.
hint-code = عشرون حرفًا، ولا تهم الشرطات ولا حالة الأحرف.
hint-password = 12 حرفًا على الأقل. الجملة سهلة التذكر، واللصق مسموح.
hint-name = كما يعرفك الزملاء.

## فتح حساب
first-title = افتح حساب المدير الأول
first-text = عُرض الرمز على وحدة تحكم هذا الخادم ويصلح 30 دقيقة.
invitation-title = افتح حسابك
invitation-text = تلقيت من المدير رمزًا لمرة واحدة. يصلح 72 ساعة.
second-factor-title = أعدّ العامل الثاني
second-factor-text = اكتب هذا السر في تطبيق مصادقة، أو افتح الرابط على هاتفك. ثم اكتب الأرقام الستة التي يعرضها التطبيق.
second-factor-open = افتح في تطبيق مصادقة
second-factor-once = يُعرض السر هذه المرة فقط. يمكنك البدء من جديد بالرمز نفسه إلى أن تُؤكَّد الأرقام.
second-factor-again = لا يُعرض السر مرة أخرى. ابدأ من جديد بالرمز نفسه إن لم تُعدّ التطبيق.
second-factor-confirm = أكّد

## الحسابات
accounts-title = { $open ->
    [zero] لا شيء ينتظر في الحسابات
    [one] أمر واحد في الحسابات يحتاج إليك
    [two] أمران في الحسابات يحتاجان إليك
    [few] { $open } أمور في الحسابات تحتاج إليك
    [many] { $open } أمرًا في الحسابات يحتاج إليك
   *[other] { $open } أمرًا في الحسابات يحتاج إليك
 }
accounts-under = { $accounts ->
    [zero] لا حسابات
    [one] حساب واحد
    [two] حسابان
    [few] { $accounts } حسابات
    [many] { $accounts } حسابًا
   *[other] { $accounts } حسابًا
 }
accounts-invite = ادعُ شخصًا
accounts-all = كل الحسابات
account-name = الاسم
account-roles = الأدوار
account-state = الحالة
account-signed-in = آخر دخول
account-never = لم يدخل قط
account-invited = مدعوّ
account-active = قيد الاستعمال
account-closed = مغلق
account-no-roles = لا دور بعد.
account-qualification = مؤهل بصفة
account-looked = من اطّلع على هذا الحساب
review-waiting = بانتظار مدير ثانٍ
review-grants = لم يُنظر فيها منذ ربع سنة
review-more = و{ $more } أخرى، تظهر كلما بُتّ في هذه
review-dormant = لم تُستعمل منذ ربع سنة
grant-from = من { $from }
grant-from-to = من { $from } إلى { $to }
grant-delegated = نيابةً عن غيره
grant-proposed = اقتُرح في
grant-looked = آخر مرة عُدّ صحيحًا
grant-act = ما العمل
grant-confirm = أكّد
grant-decline = ارفض
grant-still-right = ما زال صحيحًا
grant-other-confirms = يؤكد هذا مدير آخر.
grant-waits = بانتظار مدير ثانٍ
grant-end = أنهِ في { $date }
grant-add-title = امنح دورًا آخر
grant-add = امنح هذا الدور
qualification-add-title = أضف مؤهلًا
qualification-add = أضف هذا المؤهل
renew-title = فقدان العامل الثاني أو كلمة المرور
renew-text = ينهي كل الجلسات ويعطي رمزًا جديدًا لمرة واحدة. تأكّد ممن يطلبه.
renew-send = أعطِ رمزًا جديدًا
close-title = غادر هذا الشخص
close-text = تنتهي كل الجلسات فورًا ولا يدخل أحد بهذا الحساب ثانيةً. يبقى ما كتبه.
close-send = أغلق في { $date }
invite-title = من تدعو؟
invite-text = يختار المدعو كلمة المرور والعامل الثاني بنفسه. المديرون والمحققون يحتاجون إلى مدير ثانٍ.
invite-send = ادعُ
code-title = سلّم هذا الرمز
code-text = يُعرض هذه المرة فقط ويصلح 72 ساعة. سلّمه باليد أو بالهاتف، ولا ترسله أبدًا مع اسم الدخول.
code-where = يُكتب في
code-account = إلى الحساب
field-grant-role = الدور
field-grant-centre = المركز
field-grant-from = أول يوم
field-grant-to = آخر يوم
field-qualification-profession = المهنة
field-qualification-from = مؤهل منذ
field-qualification-to = مؤهل حتى
hint-account-grant-centre = لازم للأدوار التي تعمل في مركزها فقط.
hint-grant-grant-centre = لازم للأدوار التي تعمل في مركزها فقط.

hint-account-qualification-profession = لمن تحتسب القواعد تقييمه أو قراره أو صوته.

## النيابة
delegate-title = من ينوب عنك؟
delegate-text = في هذه الأيام يحق لزميل أن يعمل بصفة: { $role }. تنتهي النيابة بانتهاء دورك ولا تُنقل إلى غيره.
delegate-number = رقم حسابك هو
delegate-kept = حُفظ. يستطيع زميلك اختيار الدور من اليوم الأول.
delegate-send = دعه ينوب عنك
form-delegate-to = رقم حساب زميلك
hint-delegate-to = يبدأ بـ ⁨acc_⁩، ويظهر لزميلك في صفحة مثل هذه.
form-delegate-from = أول يوم
form-delegate-until = آخر يوم

## ما الخطأ في نموذج الحساب
access-wrong-malformed-name = اسم لا يزيد على 400 بايت
access-wrong-malformed-login = من 3 إلى 100 حرف من دون فراغات
access-wrong-taken-login = يدخل شخص آخر بهذا الاسم، فاختر غيره
access-wrong-malformed-password = 12 حرفًا على الأقل، خمسة منها مختلفة
access-wrong-not-found-code = الرمز مكتوب خطأ أو استُعمل أو مضى عليه الوقت
access-wrong-malformed-totp = ليست هذه الأرقام التي يعرضها التطبيق الآن
access-wrong-missing-password = اختر كلمة مرور أولًا بالرمز نفسه
access-wrong-missing-grants = دور واحد على الأقل
access-wrong-missing-centre = المركز الذي يعمل فيه هذا الدور
access-wrong-malformed-to = يوم ليس قبل الأول
access-wrong-four-eyes-account = يجب أن يفعل هذا مدير آخر
access-wrong-four-eyes-role = هذا الدور يحتاج إلى مديرين ولا يُنقل
access-wrong-missing-role = دور لك أنت نافذ في كل هذه الأيام
access-wrong-stale-account = هذا الحساب ليس قيد الاستعمال
access-wrong-stale-proposal = اقتُرح هذا قبل أكثر من 14 يومًا، فاقترحه من جديد
access-wrong-stale-on = انتهى هذا الدور من قبل
access-wrong-not-found-account = لا حساب بهذا الرقم

## من اطّلع
looked-title = من اطّلع على ماذا
looked-title-record = من اطّلع على هذا السجل
looked-under = الأحدث أولًا، 180 سطر على الأكثر. يُسجَّل كل اطلاع قبل أن يُعرض شيء.
looked-record = السجل
looked-names = قائمة، عدد الأسماء فيها: { $n }
looked-at = متى
looked-who = من
looked-role = بصفة
looked-purpose = لأجل
looked-what = ماذا
looked-outcome = ما حصل
looked-shown = عُرض
looked-written = كُتب
looked-denied = مُنع
looked-empty = لم يطّلع أحد على هذا السجل. تحقق من رقمه.

## الأذون
permissions-title = من يحق له ماذا
permissions-under = ما لم يُكتب هنا ممنوع. يعمل كل دور لغرض معلن.
permissions-may = يحق له
permissions-for = لأجل
permissions-where = أين
permissions-country = في كل البلد
permissions-own-centre = في مركزه
permissions-hidden = لا وجود له عند غيره
permissions-none = لا شيء.

## جدول المناوبة
nav-rota = المناوبة
rota-title = { $gaps ->
    [0] في كل جدول مناوب في كل وقت
    [one] مرة واحدة في الأيام الأربعة عشر المقبلة لا مناوب فيها
    [two] مرتان في الأيام الأربعة عشر المقبلة لا مناوب فيهما
   *[other] أوقات بلا مناوب في الأيام الأربعة عشر المقبلة: { $gaps }
 }
rota-under = من يُتصل به أولًا في كل دور، ومن ينوب عنه، في الأيام الأربعة عشر المقبلة.
rota-none = لا أحد في الجدول بعد.
rota-country = البلاد كلها
duty-from = من
duty-until = إلى
duty-who = المناوب
duty-deputy = النائب
duty-state = الحالة
duty-gap = لا أحد
duty-overlap = أكثر من واحد
duty-now = الآن
duty-later = لاحقًا
duty-no-deputy = لا أحد
duty-off = ألغِ
duty-enter-title = أدخل مناوبة
duty-enter = أدخل المناوبة
duty-wrong-role = شخص له هذا الدور هناك في كل هذه الأيام
duty-wrong-deputy = شخص غير المناوب
duty-wrong-until = بعد البداية، في المستقبل، ولا يزيد على 31 يومًا
form-duty-account = من
form-duty-deputy = النائب
form-duty-role = في أي دور
form-duty-centre = أين
hint-duty-centre = اتركه فارغًا لدور في البلاد كلها.
form-duty-from = من
form-duty-until = إلى
form-duty-off-reason = السبب

## الإشراف على التحقيقات
nav-inquiries = التحقيقات
inquiries-title = { $lines ->
    [0] لم يطّلع أحد لأجل تحقيق
    [one] اطّلع أحدهم لأجل تحقيق مرة واحدة
   *[other] آخر مرات الاطلاع لأجل تحقيق: { $lines }
 }
inquiries-under = من اطّلع ومتى، ولا يُذكر السجل أبدًا كي لا تُكشف قضية. الأحدث أولًا، ولا يزيد على 180.
inquiries-none = لم يطّلع أحد لأجل تحقيق بعد.

## Emergency access
nav-emergency = الطوارئ
nav-emergency-review = حالات الطوارئ
emergency-title = فتح سجل مركز آخر في حالة طارئة
emergency-told = يُبلَّغ مسؤول الخصوصية فورًا.
emergency-told-text = ما تفتحه يظهر في سجل الاطلاع الخاص بالشخص نفسه ويُحسب باسمك. ويُراجَع خلال { $within } ساعة. وهو يتيح قراءة سجل واحد وما يتبعه، مدة { $longest } ساعة على الأكثر، ولا يتيح كتابة شيء.
emergency-open-title = أي سجل، ولماذا
emergency-open = فتح السجل
emergency-end = إنهاؤه الآن
emergency-running = الجاري الآن
emergency-past = المنتهي
emergency-none-runs = ليس لديك شيء جارٍ.
emergency-record = السجل
emergency-why = السبب
emergency-until = حتى
emergency-ended = انتهى
emergency-do = ما يمكنك فعله
emergency-state = المراجعة
emergency-to-pair = ملف الزوج
emergency-to-trace = السلسلة كلها
emergency-to-follow-up = المتابعة
emergency-to-results = نتائج المختبرات
emergency-number = الرقم
emergency-who = من
emergency-centre = لأي مركز
emergency-opened = فُتح
emergency-due = موعد المراجعة الأخير
emergency-left = بقي { $time }
emergency-late = فات الموعد
emergency-was-late = روجع بعد الموعد
emergency-counted = { $n ->
    [one] مرة واحدة خلال سنة
    [two] مرتان خلال سنة
    [few] { $n } مرات خلال سنة
   *[other] { $n } مرة خلال سنة
 }
emergency-review-title = { $n ->
    [0] لا يوجد وصول طارئ ينتظر المراجعة
    [one] وصول طارئ واحد ينتظر المراجعة
    [two] وصولان طارئان ينتظران المراجعة
   *[other] حالات الوصول الطارئ التي تنتظر المراجعة: { $n }
 }
emergency-review-under = الأقدم أولًا. يراجع كلًّا منها خلال 72 ساعة شخص لم يفتحها.
emergency-waiting = في الانتظار
emergency-none-waits = لا شيء ينتظر.
emergency-reviewed = آخر ما روجع
emergency-one-title = الوصول الطارئ بتاريخ { $at }
emergency-review = المراجعة
emergency-review-send = تسجيل المراجعة
emergency-reviewed-by = { $who }، { $at }
emergency-lines = ما فُتح وقُرئ بموجبه
emergency-nothing-read = لم يُقرأ شيء.
emergency-times = من { $first } إلى { $last }، عدد المرات: { $n }
emergency-banner = أنت تقرأ سجل مركز آخر بموجب وصول طارئ.
looked-emergency = في حالة طارئة:
form-emergency-record = رقم الزوج أو المتبرع أو المتلقي
hint-emergency-record = كما هو مكتوب في الأوراق، مثل ⁦par_⁩ أو ⁦don_⁩ أو ⁦rec_⁩ ثم عشرة أحرف. وتُسجَّل كل محاولة.
form-emergency-reason = لماذا لا يحتمل الانتظار
form-emergency-text = بكلماتك
form-emergency-hours = كم ساعة
hint-emergency-hours = 12 على الأكثر. ويمكنك إنهاؤه قبل ذلك.
form-emergency_review-finding = ما وجدته
form-emergency_review-reason = السبب
access-wrong-not-found-record = رقم زوج أو متبرع أو متلقٍّ مسجَّل
access-wrong-malformed-record = سجل مركز آخر: سجلات مركزك تقرؤها كالمعتاد
access-wrong-unchanged-record = أقل من ثلاثة جارية في الوقت نفسه: أنهِ واحدًا أولًا
access-wrong-malformed-hours = من ساعة إلى 12 ساعة
access-wrong-missing-text = الحاجة بالكلمات
access-wrong-missing-reason = السبب بالكلمات
access-wrong-four-eyes-emergency = يراجعه شخص لم يفتحه
