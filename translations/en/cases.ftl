## Questions
questions-title = { $open ->
    [0] No question is open
    [one] One question is open
   *[other] { $open } questions are open
 }
questions-under = A question is no accusation. A rule or a gap in the record raised it; only a person answers it.
questions-empty = No question was raised yet. They appear here when a fact breaks a rule or leaves a gap.
question-number = Question
question-about = About
question-rules = Rules that did not hold
question-raised = Raised
question-offer = The family declares an offer
question-found = Found when it was kept
question-state = State
question-open = Needs an answer
question-answered = Answered
question-in-case = In a case
question-gap = A graft whose origin is not recorded
question-title-open = This question needs an answer
question-title-answered = This question was answered
question-title-case = This question is part of a case
question-answer = Answer
question-case = Case
question-note-title = Who knows of this
question-note-1 = Only people working in this vault can see that this question exists. Whoever recorded the fact saw the clinical cure and nothing else.
question-note-2 = Your looking is written down. Everybody with this permission can be asked why.
question-answer-title = Answer it
question-answer-send = Keep this answer
question-case-title = Or make it a case
question-case-text = A case means that somebody looks into it further. Only a person decides this, with a reason, and it cannot be taken back.
question-case-send = Open a case on { $date }
form-answer-answer = Answer in writing
hint-answer-answer = What was found, and from whom. It is sealed in this vault and stays in its history.
form-case-reason = Why a case
hint-case-reason = Sealed in this vault.
text-erased = Erased

## Cases
case-title = A case opened on { $date }
case-under = It has one question so far.
case-began = Began with
case-opened = Opened
case-by = By
case-reason = Why
