## كلمات القوائم: كلمة لكل رمز.

## كلمات عامة
term-yes = نعم
term-no = لا
term-unknown = غير معروف
term-missing = لا شيء في السجل
term-none = لا يوجد
term-other = غير ذلك
term-both = كلاهما
term-all = الكل

## الأعضاء
term-kidney-l = كلية يسرى
term-kidney-r = كلية يمنى
term-kidney-enbloc = كليتان كتلة واحدة
term-kidney-dual = كليتان لمتلقٍّ واحد
term-kidney-nos = كلية لم تُسجَّل جهتها
term-liver-whole = كبد كامل
term-liver-left-lateral = جزء الكبد الجانبي الأيسر
term-liver-left = جزء الكبد الأيسر
term-liver-right = جزء الكبد الأيمن
term-liver-ext-right = جزء الكبد الأيمن الموسَّع
term-liver-domino = كبد كامل من متلقٍّ (تعاقبي)
term-liver-nos = كبد أو جزء منه دون تحديد في السجل
term-heart = قلب
term-lung-l = رئة يسرى
term-lung-r = رئة يمنى
term-lung-both = رئتان
term-lung-lobe = فص من الرئة
term-lung-nos = رئة أو رئتان دون تحديد في السجل
term-heart-lung = قلب ورئتان
term-pancreas = بنكرياس
term-pancreas-partial = جزء من البنكرياس
term-pancreas-islets = جزر من البنكرياس
term-small-bowel = أمعاء دقيقة
term-small-bowel-segment = جزء من الأمعاء الدقيقة
term-stomach = معدة
term-multivisceral = عدة أعضاء من البطن كتلة واحدة
term-uterus = رحم
term-vca-face = وجه
term-vca-limb = طرف
term-vca-other = طُعم آخر من أنسجة مركّبة

## عائلات الأعضاء
term-kidney = كلية
term-liver = كبد
term-lung = رئة
term-vca = طُعم من أنسجة مركّبة

## الجهات
term-left = يسرى
term-right = يمنى
term-not-sided = لا جهة له
term-say-separately = تُذكر الجهة على البطاقة

## أنشطة المركز
term-deceased-procurement-dbd = الاستخراج بعد موت الدماغ
term-deceased-procurement-dcd = الاستخراج بعد توقف الدورة الدموية
term-living-removal = الاستئصال من المتبرعين الأحياء
term-transplantation = الزرع
term-tissue-typing-lab = تنميط الأنسجة
term-organ-transport = نقل الأعضاء
term-preservation-perfusion = الحفظ والإرواء
term-follow-up = المتابعة

## من يشملهم الترخيص
term-related-only = متبرعون تربطهم بالمتلقي قرابة أو رباط
term-unrelated-allowed = متبرعون لا تربطهم بالمتلقي صلة
term-paired-allowed = متبرعون ضمن تبادل
term-non-resident-allowed = متبرعون يعيشون في الخارج
term-adult = البالغون
term-paediatric = الأطفال

## أنواع المتبرعين
term-dbd = متبرع بعد موت الدماغ
term-dcd = متبرع بعد توقف الدورة الدموية
term-living = متبرع حي
term-domino = متبرع تعاقبي

## الجنس
term-female = أنثى
term-male = ذكر
term-intersex = ثنائي الجنس

## صلة المتبرع بالمتلقي
term-identical-twin = توأم متطابق
term-parent = أحد الوالدين
term-child = ابن أو ابنة
term-sibling = أخ أو أخت
term-half-sibling = أخ أو أخت غير شقيقين
term-grandparent = جد أو جدة
term-grandchild = حفيد أو حفيدة
term-aunt-uncle = عم أو عمة أو خال أو خالة
term-niece-nephew = ابن أخ أو أخت أو ابنتهما
term-cousin = ابن عم أو خال أو ابنتهما
term-other-blood-relative = قريب آخر بالدم
term-spouse = زوج أو زوجة
term-partner = شريك حياة
term-in-law = قريب بالمصاهرة
term-step = قريب من زواج آخر لأحد الوالدين
term-adoptive = قريب بالتبني
term-friend = صديق
term-colleague = زميل
term-acquaintance = من المعارف
term-stranger = غريب
term-not-declared = لم يُذكر

## أصناف الصلة
term-genetic-1st = قريب بالدم من الدرجة الأولى
term-genetic-2nd = قريب بالدم من الدرجة الثانية
term-genetic-other = قريب بالدم أبعد درجة
term-emotional-spouse-partner = زوج أو شريك حياة
term-emotional-inlaw-step-adoptive = قريب بالمصاهرة أو من زواج آخر أو بالتبني
term-emotional-friend-colleague = صديق أو زميل
term-unrelated-known = يعرف أحدهما الآخر دون صلة وثيقة
term-unrelated-unknown = لا يعرف أحدهما الآخر
term-genetic = صلة بالدم
term-emotional = صلة بالحياة المشتركة
term-unrelated = بلا صلة
term-any = أي شخص

## لمن يتبرع
term-specified-direct = لمتلقٍّ معيَّن
term-specified-indirect-exchange = لمتلقٍّ معيَّن عن طريق تبادل بين أزواج
term-specified-indirect-listexchange = لمتلقٍّ معيَّن عن طريق قائمة الانتظار
term-unspecified = لغير معيَّن
term-paired = تبادل بين زوجين
term-pooled-chain = ضمن مجموعة أو سلسلة
term-chain-initiator = يبدأ سلسلة
term-compatible-pair = زوج متوافق يشارك

## دقة الوقت
term-minute = بالدقيقة
term-day = باليوم
term-month = بالشهر
term-year = بالسنة

## اللغات
term-lang-ar = العربية
term-lang-de = الألمانية
term-lang-en = الإنجليزية
term-lang-es = الإسبانية
term-lang-fa = الفارسية
term-lang-fr = الفرنسية
term-lang-hi = الهندية
term-lang-pt = البرتغالية
term-lang-ru = الروسية
term-lang-ti = التغرينية
term-lang-tr = التركية
term-lang-ur = الأردية
term-lang-zh = الصينية

## الأدوار
term-coordinator = منسق
term-living-donor-nurse = ممرض المتبرعين الأحياء
term-psychologist = اختصاصي نفسي
term-donor-physician = طبيب المتبرع
term-surgeon = جرّاح
term-board-member = عضو هيئة مقرِّرة
term-inspector = مفتش
term-investigator = محقق
term-administrator = مدير الحسابات
term-importer = مُدخل الدفاتر القديمة

## الصلاحيات
term-read-licence = قراءة المراكز والتراخيص
term-grant-licence = تسجيل المراكز ومنح التراخيص
term-measure-licence = إيقاف التراخيص وإلغاؤها وإعادة العمل بها
term-license-professional = تسجيل تراخيص المهنيين وإيقافها وإنهاؤها
term-read-pair = قراءة ملف زوج
term-open-pair = فتح ملف زوج وتغييره
term-record-step = تسجيل خطوات زوج
term-read-interview = قراءة ما قيل على انفراد
term-record-interview = تسجيل مقابلة
term-record-evaluation = تسجيل تقييم
term-take-consent = أخذ توقيع المتبرع
term-record-withdrawal = تسجيل انسحاب متبرع
term-decide-approval = القرار بصفة عضو هيئة
term-plan-removal = التخطيط لاستئصال
term-record-operation = تسجيل العمليات والتسليم
term-read-trace = تتبّع عضو
term-read-followup = قراءة قائمة المتابعة
term-record-visit = تسجيل زيارة
term-read-identity = معرفة صاحب الرقم المستعار
term-record-identity = تسجيل الأشخاص وتصحيح بياناتهم
term-read-accounts = قراءة الحسابات والأدوار
term-change-accounts = دعوة الأشخاص ومنح الأدوار وإنهاؤها
term-read-access-log = معرفة من اطّلع على ماذا
term-read-case = قراءة الأسئلة والقضايا
term-read-concern = قراءة البلاغات المختومة لمفتاحه
term-work-concern = الإجابة عن البلاغات وصنع مفتاح لها
term-work-case = الإجابة عن الأسئلة وفتح القضايا
term-import = إدخال الدفاتر القديمة
term-import-reference = إدخال أرقام جهات أخرى
term-read-log = قراءة السجل وبراهينه

## الأغراض
term-care = الرعاية
term-coordination = التنسيق
term-approval = الإجازة
term-oversight = الترخيص والتفتيش
term-vigilance = اليقظة والتتبّع
term-inquiry = الاستعلام
term-administration = الإدارة
term-own-centre = المركز نفسه
term-country = البلد كله

## المهن
term-physician = طبيب
term-social-worker = اختصاصي اجتماعي
term-nurse = ممرض
term-jurist = حقوقي
term-lay-member = عضو من غير أهل الاختصاص

## الحسابات والسجلات
term-invited = مدعوّ
term-active = مستعمَل
term-closed = مغلق
term-real = سجل حقيقي
term-demo = عرض تجريبي

## المراكز
term-centre = المركز
term-department = القسم
term-ward = الجناح
term-laboratory = المختبر
term-authority = السلطة المختصة
term-board = اللجنة

## الهيئات المقرِّرة وخطواتها
term-agency = هيئة رسمية
term-committee = اللجنة الدائمة
term-court = المحكمة
term-independent-doctor = الطبيب المستقل
term-ethics-board = لجنة الأخلاقيات
term-ethics-committee = لجنة الأخلاقيات
term-authority-panel = فريق من أعضاء السلطة
term-binding = لا شيء يمضي دون موافقتها
term-advisory = يجب سماع رأيها
term-blocking-objection = شك واحد قد يوقف الأمر
term-outside-circle = المتبرعون خارج الدائرة التي يسمّيها القانون
term-not-directed = التبادل والسلاسل والتبرع لغير معيَّن

## التراخيص
term-not-yet = لم يسرِ بعد
term-valid = سارٍ
term-suspended = موقوف
term-revoked = ملغى
term-ended = انتهى
term-suspend = إيقاف
term-revoke = إلغاء
term-reinstate = إعادة العمل بالترخيص
term-end = إنهاء
term-operating = يُجري العملية
term-planning-graft = يخطّط للزرع
term-evaluating = يقيّم المتبرع
term-certifying-death = يُثبت الوفاة
term-no-professional-licence = لا ترخيص مسجَّل
term-other-profession = ترخيص لمهنة أخرى
term-licence-not-yet-valid = ترخيص لم يسرِ بعد
term-licence-over = ترخيص انتهى
term-licence-suspended = ترخيص موقوف
term-licence-for-other-activity = ترخيص لأنشطة أخرى
term-licence-for-other-organ = ترخيص لأعضاء أخرى

## أين وصل الزوج
term-knowing = التعرّف على الزوج
term-examining = التقييم
term-deciding = الموافقة والقرار
term-planned = خُطّط للاستئصال
term-operated = استُؤصل العضو

## أين وصلت الموافقة، وخطوات الزوج
term-not-informed = لم يُعلَم بعد
term-informed = أعلم المتبرع
term-signed = وقّع
term-withdrawn = انسحب المتبرع
term-team = عضو في فريق الزرع
term-team-named = سُمّي الفريق
term-identity-checked = جرى التحقق من الهوية
term-relation-proved = إثبات العلاقة
term-recipient-informed = أُخبر المتلقي بالجرائم والمخاطر
term-interviewed = أجرى مقابلة
term-evaluated = أجرى تقييمًا
term-declared = أقرّ بأنه لم يُدفع شيء
term-care-planned = وُضعت خطة الرعاية
term-decided = قرّرت الهيئة
term-vote-cast = أُدلي بصوت
term-paper-filed = أُودعت ورقة هيئة خارجية
term-paper-confirmed = أكّد شخص ثانٍ الورقة
term-appealed = تظلّم
term-notice-given = أُبلغت السلطة
term-changed = تغيّر الزوج

## ما يُخبَر به المتبرع
term-procedure = ما الذي سيُجرى
term-risks = المخاطر القريبة والبعيدة
term-alternatives = ما قد يساعد المتلقي غير ذلك
term-outcomes = النتائج المتوقعة
term-expenses = النفقات التي يجوز ردّها
term-payment-ban = دفع المال مقابل عضو جريمة
term-withdrawal = يمكن الانسحاب في أي لحظة
term-organ-fate = مصير العضو إن تعذّر استعماله
term-records = كيف تُستعمل البيانات وتُحفظ

## المترجم
term-hospital = المستشفى
term-donor = المتبرع
term-recipient = المتلقي
term-kin = قرابة
term-service = عمل أو خدمة أو مال
term-not-asked = لم يُسأل عنها

## القدرة على اتخاذ القرار
term-shown = ثابتة
term-in-doubt = مشكوك فيها
term-lacking = غير موجودة
term-not-assessed = لم تُقيَّم
term-intermediary = من جمع بينهما

## الوثائق والتحقق منها
term-passport = جواز سفر
term-identity-card = بطاقة هوية
term-registry-extract = مستخرج من السجل المدني
term-confirmed-by-issuer = أكدته جهة الإصدار
term-original-seen = اطُّلع على الأصل
term-copy-seen = اطُّلع على نسخة فقط
term-not-checked = لم يُتحقَّق منه
term-affidavit = إقرار مشفوع بيمين
term-genetic-test = فحص وراثي أو فحص HLA
term-household = أوراق سكن مشترك
term-correspondence = صور ورسائل على مدى الزمن
term-affidavit-only = كل الإثباتات المعتبرة إقرارات مشفوعة بيمين
term-issuer-not-confirmed = لم تؤكد جهة الإصدار أي إثبات
term-national-number = الرقم الوطني
term-hospital-number = رقم المستشفى

## المقابلات والتقييمات
term-donor-alone = المتبرع على انفراد
term-recipient-alone = المتلقي على انفراد
term-together = المتبرع والمتلقي معًا
term-no-pressure-seen = لم يُلحظ ضغط
term-look-again = يحتاج إلى نظر آخر
term-pressure-seen = علامات ضغط أو مقابل
term-medical = طبي
term-psychosocial = نفسي اجتماعي
term-suitable = صالح للتبرع
term-suitable-with-conditions = صالح للتبرع بشروط
term-deferred = مؤجَّل
term-declined = مرفوض
term-favourable = مؤيِّد
term-inside = يعمل في المستشفى
term-outside = من خارج المستشفى
term-another-round = تغيّر الزوج منذ فُتحت الصفحة
term-voted-before = صوّت هذا العضو من قبل
term-no-paper = لم تُودَع ورقة
term-not-by-paper = هذه الهيئة تصوّت ولا تقرّر بورقة
term-same-person = أودعها الشخص نفسه
term-another-outcome = قُرئت نتيجة أخرى
term-another-day = قُرئ يوم آخر
term-unfavourable = معارض

## من يدفع تكاليف الرعاية
term-public-scheme = نظام عام
term-donor-insurance = تأمين المتبرع
term-recipient-insurance = تأمين المتلقي

## مصير العضو
term-organ = العضو
term-open = مفتوح
term-transplanted = زُرع
term-discarded = أُتلف
term-research = أُعطي للبحث
term-returned = أُعيد إلى جسم المتبرع
term-sent-abroad = أُرسل إلى الخارج
term-split = قُسم أجزاء
term-tumour-found = وُجد ورم
term-damaged = تالف
term-no-recipient = لم يوجد متلقٍّ
term-too-long = طال الوقت في الطريق
term-infection = عدوى
term-removal = استئصال
term-hand-over = تسليم

## الزيارات وحال الأشخاص
term-discharge = عند الخروج من المستشفى
term-6m = بعد 6 أشهر
term-12m = بعد 12 شهرًا
term-24m = بعد 24 شهرًا
term-yearly = كل سنة
term-alive = على قيد الحياة
term-dead = متوفى
term-lost = انقطعت متابعته
term-functioning = العضو المزروع يعمل
term-failed = العضو المزروع لم يعد يعمل

## أسباب التصحيح
term-typing-error = خطأ في الكتابة
term-new-document = وثيقة جديدة
term-person-said-so = قال الشخص ذلك

## الأسئلة والنتائج
term-answered = أُجيب عنه
term-in-case = ضمن قضية
term-stop = توقف
term-ask = تحتاج إلى جواب
term-broken = غير مستوفاة
term-cannot-tell = تعذّر البتّ فيها
term-weaker-than-who = أضعف من المبادئ التوجيهية لمنظمة الصحة العالمية

## ثغرات سلسلة العضو
term-no-donor = لا متبرع في السجل
term-between = لا سجل بين مكانين
term-no-end = لا نهاية في السجل

## الخزائن
term-identity = الهوية
term-clinical = السجل السريري
term-case = القضايا

## المناوبة والربط والإشعارات
term-read-notice = قراءة الإشعارات والجواب عنها
term-link-identity = ربط سجلات الشخص الواحد
term-read-rota = معرفة من في المناوبة
term-change-rota = إدارة جدول المناوبة
term-two-people = هما شخصان
term-wrong-record = السجل الخطأ
term-ill = مرض
term-swapped = تبادُل
term-wrong-entry = إدخال خاطئ
term-person-corrected = صُحّح سجل الشخص
term-read-evaluation = قراءة ما وجده المحاورون والمقيّمون
term-read-inquiry-log = معرفة أن المحققين اطّلعوا
term-same-spelling = الإملاء نفسه
term-same-sound = النطق نفسه
term-nearly-alike = قريب جدًا
term-break-glass = فتح سجل مركز آخر في حالة طارئة
term-review-glass = مراجعة حالات الوصول الطارئ
term-recipient-life = حياة المتلقي في خطر
term-donor-life = حياة المتبرع في خطر
term-severe-reaction = تفاعل ضار خطير
term-organ-on-its-way = عضو في الطريق
term-other-emergency = أمر آخر لا يحتمل الانتظار
term-justified = مبرَّر
term-not-justified = غير مبرَّر
