## الأسئلة
questions-title = { $open ->
    [zero] لا سؤال مفتوح
    [one] سؤال واحد مفتوح
    [two] سؤالان مفتوحان
    [few] { $open } أسئلة مفتوحة
    [many] { $open } سؤالًا مفتوحًا
   *[other] { $open } سؤالًا مفتوحًا
 }
questions-under = السؤال ليس اتهامًا. أثارته قاعدة أو ثغرة في السجل، ولا يجيب عنه إلا إنسان.
questions-empty = لم يُثَر أي سؤال بعد. تظهر الأسئلة هنا حين تخالف واقعةٌ قاعدةً أو تترك ثغرة.
question-number = السؤال
question-about = عن
question-rules = القواعد التي لم تُستوفَ
question-raised = أُثير في
question-offer = تصرّح العائلة بعرض
question-found = ما وُجد عند حفظ الواقعة
question-state = الحالة
question-open = يحتاج إلى جواب
question-answered = أُجيب عنه
question-in-case = ضمن ملف
question-gap = عضو مزروع لم يُسجَّل مصدره
question-title-open = هذا السؤال يحتاج إلى جواب
question-title-answered = أُجيب عن هذا السؤال
question-title-case = هذا السؤال جزء من ملف
question-answer = الجواب
question-case = الملف
question-note-title = من يعلم بهذا
question-note-1 = لا يرى وجود هذا السؤال إلا العاملون في هذه الخزنة. من سجّل الواقعة رأى العلاج السريري ولا شيء غيره.
question-note-2 = اطلاعك مسجَّل. يمكن أن يُسأل كل من له هذا الإذن عن السبب.
question-answer-title = أجب عنه
question-answer-send = احفظ هذا الجواب
question-case-title = أو اجعله ملفًا
question-case-text = الملف يعني أن أحدًا سينظر فيه أكثر. لا يقرر ذلك إلا إنسان، مع ذكر السبب، ولا رجعة فيه.
question-case-send = افتح ملفًا في { $date }
form-answer-answer = الجواب كتابةً
hint-answer-answer = ما الذي تبيّن، وممّن. يُختم في هذه الخزنة ويبقى في تاريخه.
form-case-reason = لماذا ملف
hint-case-reason = يُختم في هذه الخزنة.
text-erased = مُحي

## الملفات
case-title = ملف فُتح في { $date }
case-under = فيه سؤال واحد حتى الآن.
case-began = بدأ بـ
case-opened = فُتح في
case-by = فتحه
case-reason = لماذا
