## كلمات كل الصفحات
skip = انتقل إلى موضوع الصفحة
menu = القائمة
find = ابحث
find-number = ابحث عن رقم
sign-out = خروج
list-comma = ،{" "}
list-separator = ،{" "}
optional = (يمكن تركه فارغًا)
choose = اختر
demo-word = عرض تجريبي
demo-sentence = كل الأشخاص والأحداث هنا مختلقة.
demo-change-role = غيّر الدور
translation-unreviewed = ترجمة آلية لم يراجعها بعد قارئ من أهل اللغة.
foot-public = الموقع العام
foot-law = قانون هذا البلد
foot-concern = الإبلاغ عن أمر مقلق
foot-rules = كل القواعد
foot-checkpoint = آخر نقطة تحقق للسجل
date-long = { $day } { $month } { $year }
span-days = { $n } ي
span-hours = { $n } س
span-minutes = { $n } د
date-short = { $day } { $month }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
hint-instant = بالتوقيت المحلي للسجل
save = احفظ
cancel = ارجع
continue = تابع

## التنقل
nav-trace = التتبّع
nav-pairs = الأزواج
nav-follow-up = المتابعة
nav-centres = المراكز
nav-log = السجل
nav-access-log = من اطّلع
nav-questions = الأسئلة
nav-cases = القضايا
nav-cases-overseen = القضايا بالأرقام
nav-licence-reviews = مراجعة التراخيص
nav-professionals = المهنيون
nav-concerns = البلاغات
nav-accounts = الحسابات
nav-more = المزيد
nav-part-donors = المتبرعون
nav-part-organs = الأعضاء والأنسجة
nav-part-safety = السلامة
nav-part-oversight = الناس والأماكن

## ما لم يتم
errors-title = هناك ما يجب تصحيحه
problem-fill = املأ هذا الحقل
problem-whole = عدد صحيح مثل 84
problem-date = يوم مثل 2026-11-21
problem-instant = يوم ووقت مثل 2026-11-21 08:30
problem-choose = واحد من القائمة
problem-value = كتبت «{ $value }». المتوقع: { $expected }
trouble-absent = لا شيء هنا
trouble-absent-text = قد يكون الرقم أو العنوان مكتوبًا خطأ، أو ليس لك أن تراه. إن احتجته لعملك فاسأل مدير مركزك.
trouble-problem = تعذّرت قراءة هذا
trouble-denied = دورك لا يسمح بهذا
trouble-denied-text = سُجّلت المحاولة كما يُسجَّل كل اطلاع. يستطيع المدير أن يخبرك بمن يحق له ذلك.
trouble-signed-out = سجّل الدخول من فضلك
trouble-refused = لا يمكن فعل هذا بعد
trouble-fault = حدث خطأ عندنا
trouble-fault-text = لم يُحفظ نصف ما أرسلته. أبلغ المشغّل بهذا الرقم: { $number }

## النتائج
rules-checked = { $checked ->
    [zero] لم تُفحص أي قاعدة.
    [one] فُحصت قاعدة واحدة.
    [two] فُحصت قاعدتان.
    [few] فُحصت { $checked } قواعد.
    [many] فُحصت { $checked } قاعدة.
   *[other] فُحصت { $checked } قاعدة.
 }
rules-hold = { $holds } مستوفاة، { $stops } توقف الخطة، { $asks } تحتاج إلى جواب.
severity-stop = توقف
severity-ask = تحتاج إلى جواب
cure-lead = ما يعالجها.
cannot-tell = تعذّر البتّ في هذه القاعدة: { $rule }
cannot-tell-inputs = قانون هذا البلد غير معروف في { $param }. تبقى الخطة موقوفة حتى يُعرف.
source-in-force = { $ref }. نافذ منذ { $from }.
unconfirmed-mark = مصدر غير مؤكد
unconfirmed-title = غير مؤكد بعد
unconfirmed-text = استُعملت قيم القانون هذه ولم يؤكدها أحد بعد:
weaker-title = أضعف من مبادئ منظمة الصحة العالمية التوجيهية
weaker-text = قانون هذا البلد يسمح بما لا تسمح به هذه القواعد:
refused-urgent-title = إن كان الأمر لا يحتمل الانتظار
refused-urgent = لا طريق حول هذه القواعد في المتبرع الحي. أما المتلقي فيمكن للمكتب الوطني إدراجه كحالة عاجلة في أي ساعة.
refused-checked = الملف القانوني { $profile }
error-prefix = خطأ:

## عناوين المشكلات في الواجهة البرمجية
problem-title-malformed = تعذّرت قراءة هذا
problem-title-missing = هناك ما ينقص
problem-title-unknown-field = لا حقل بهذا الاسم
problem-title-unknown-code = لا رمز كهذا
problem-title-not-found = غير موجود
problem-title-stale = تغيّر في هذه الأثناء
problem-title-key-reused = استُعمل المفتاح لطلب آخر
problem-title-four-eyes = يلزم شخص ثانٍ
problem-title-unopenable = لم يُختم هذا لهذا السجل، أو تغير في طريقه
problem-title-not-yours = مسح هذا شخص آخر
problem-title-rate-limited = محاولات كثيرة
problem-title-role-not-chosen = اختر دورًا أولًا
problem-title-erased = مُحيت بيانات هذا الشخص
problem-title-denied = مرفوض الوصول
problem-title-not-signed-in = لم يُسجَّل الدخول
problem-title-refused = رفضته القواعد
problem-title-fault = خطأ من جهتنا
problem-upload = تعذّرت قراءة الملف أو تجاوز حجمه 10 ميبيبايت
foot-role = غيّر الدور
foot-delegate = أنب عنك غيرك

papers-title = الأوراق
papers-none = لم تُسلَّم أي ورقة بعد.
papers-add = سلّم ورقة
papers-hint = ‏PDF أو PNG أو JPEG، بحد أقصى 10 ميبيبايت. تُحفظ مختومة بمفتاح المتبرع ولا تُفتح إلا تنزيلًا.
papers-button = احفظ هذه الورقة
