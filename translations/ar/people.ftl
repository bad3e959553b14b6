## الإشعارات
nav-notices = الإشعارات
notices-title = { $open ->
    [0] لم يتغير شيء مما قرأتَه
    [one] تغيّر سجل كان محتواه القديم عندك
    [two] تغيّر سجلان كان محتواهما القديم عندك
   *[other] سجلات تغيّرت بعد أن قرأتَ محتواها القديم: { $open }
 }
notices-under = يسمّي الإشعار السجل وما تغيّر فيه، ولا يذكر المحتوى أبدًا. قل إنك علمت به بعد أن تنظر فيه.
notices-none = لم يُصحَّح شيء مما قرأتَه.
notices-more = لا تُعرض هنا الإشعارات الأقدم.
notice-record = السجل
notice-changed = ما تغيّر
notice-since = كان عندك منذ
notice-raised = تغيّر في
notice-for = إلى
notice-state = الجواب
notice-for-you = أنت
notice-for-centre = مركزك
notice-acknowledge = علمتُ
notice-known = عُلم به
notice-corrected = صُحّح: { $fields } ({ $reason })
notice-asked-again = تغيّر ما تنظر إليه القواعد فسُئلت من جديد: من قبل { $before }، والآن { $now }
notice-linked = يُعدّ الشخص نفسه الذي في السجل
notice-unlinked = لم يعد يُعدّ الشخص نفسه الذي في السجل
standing-allowed = لا شيء يوقف الاستئصال
standing-stopped = الاستئصال موقوف
pair-input-changed = في { $date } تغيّر شيء تنظر إليه القواعد
changed-names = الاسم
changed-identifiers = رقم من جهة أخرى
changed-birth = تاريخ الميلاد
changed-sex = الجنس
changed-gender = النوع الاجتماعي
changed-languages = اللغات
changed-residence = بلد الإقامة
changed-phone = الهاتف
changed-happened = وقت الحدوث
changed-cold-ischaemia-min = الإقفار البارد
changed-anastomosis-min = زمن المفاغرة
changed-creatinine-umol-l = الكرياتينين
changed-egfr-ml-min-173 = معدل الترشيح الكبيبي
changed-systolic-mmhg = الضغط الانقباضي
changed-diastolic-mmhg = الضغط الانبساطي
changed-albuminuria-mg-g = الألبومين في البول
changed-note = الملاحظة

## التصحيحات
correction-text = يبقى المحتوى القديم في السجل بجانب الجديد، ويُخبَر كل من كان عنده أنه تغيّر.
correction-same = شيء غير المسجَّل، ولا يقع في المستقبل
visit-correct = صحّح
visit-correct-title = ما الذي قيس فعلًا في هذه الزيارة؟
visit-covered = تُغني عنها زيارة أخرى للشخص نفسه
operation-correct-title = متى جرت هذه العملية فعلًا؟
operation-correct = صحّح وقت حدوثها
form-visit-correction-reason = سبب التغيير
form-operation-correction-reason = سبب التغيير
form-operation-correction-happened-at = وقت الحدوث
form-operation-correction-cold-ischaemia-min = الإقفار البارد
form-operation-correction-anastomosis-min = زمن المفاغرة

## سجلان لشخص واحد
person-unnamed = شخص لا اسم له في السجل
link-title = سجلات أخرى لهذا الشخص
link-none = لا يُعدّ أي سجل آخر لهذا الشخص.
link-into = يقوم مقام هذا السجل
link-with = الشخص نفسه
link-proposed = مقترح
link-proposed-by = اقترحه { $who }
link-propose-title = هل هناك سجل آخر لهذا الشخص؟
link-propose-text = سيُقرأ هذا السجل تحت السجل الآخر. لا بد من شخص ثانٍ يؤكد ذلك، ولا يتغير شيء قبله.
link-propose = اقترح الربط
form-link-into = رقم السجل الذي يبقى
hint-link-into = يبدأ بـ per_ وتجده في صفحة السجل الآخر.
link-confirm-title = هل هذان السجلان لشخص واحد؟
link-confirm-text = أنت الشخص الثاني. بعد ذلك تُقرأ الأعضاء والطعوم والزيارات معًا، ويمكن الرجوع عنه.
link-confirm = أكّد أنهما شخص واحد
link-decline-title = ليسا شخصًا واحدًا
link-decline = ارفض
link-undo-title = ارجع عن الربط
link-undo-text = يقوم كل تاريخ بنفسه من جديد، ويُعاد حساب التتبع والزيارات والقواعد.
link-undo = افصل السجلين
form-unlink-reason = السبب
link-second-person = لا بد من شخص آخر يؤكد هذا
link-no-record = سجل موجود وفي متناولك
link-stale = سجل ليس له ربط بعد
link-other-record = سجل آخر قائم بنفسه
exposure-title = من تصل إليهم أعضاء هذا الشخص وطعومه
exposure-organ = العضو
exposure-recipient = المتلقون
exposure-none = لا عضو ولا طعم مسجَّل لهذا الشخص.

## البحث بالاسم
search-title = ابحث بالاسم
search-text = يُعثر أيضًا على ما كُتب بإملاء آخر أو بخط آخر. يُدوّن كل بحث مع اسمك وغرضك، ولا يُحفظ الاسم الذي تكتبه.
search-too-short = اسم من حرفين على الأقل
search-number = السجل
search-likeness = مدى القرب
search-none = لا أحد في متناولك له اسم كهذا.
search-more = لأشخاص آخرين أسماء كهذه. اكتب المزيد من الاسم.
form-search-name = الاسم بقدر ما تعرفه
