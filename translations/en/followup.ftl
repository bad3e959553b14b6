## Follow-up: the page
followup-title = { $overdue ->
    [0] No visit is overdue
    [one] One visit is overdue
   *[other] { $overdue } visits are overdue
 }
followup-all-centres = All centres
followup-people = { $recipients ->
    [one] { $recipients } recipient
   *[other] { $recipients } recipients
 } in the curve
followup-as-of = as of { $instant }
followup-complete = of the { $closed } visits whose time is over were held
followup-whom = Whom
followup-all = Everybody
followup-donors = Living donors
followup-recipients = Recipients
followup-only-overdue = Only overdue
followup-only-open = Only open now
followup-remove = Remove
followup-clear = Clear
followup-download = Download these rows
followup-count = { $shown } of { $all } due
followup-after = Further
followup-table = Visits that are open or overdue
followup-person = Person
followup-what = What is due
followup-due-on = Due
followup-state = State
followup-carer = Who takes care
followup-last = Last seen
followup-nobody = Nobody named
followup-never-seen = Not seen yet
followup-empty = Nobody is due in this view. Visits appear here when their time opens.
picture-table = Table
picture-download = Download
picture-how = How it is computed
picture-fold = { $rows ->
    [one] Show as table, { $rows } row
   *[other] Show as table, { $rows } rows
 }

## Survival
survival-title = Of 100 patients, how many are alive
survival-under = Kaplan–Meier from acceptance as a patient. The band is the 95 % interval, ticks are people not followed further yet.
survival-too-few = Too few people have been followed for a year to draw a curve.
survival-axis = months after acceptance
survival-at-risk = Still followed
survival-last = { $share } % ({ $low } to { $high })
survival-last-under = { $years ->
    [one] alive after one year
   *[other] alive after { $years } years
 }
survival-desc = { $people } people were followed and { $deaths } died. After { $years ->
    [one] one year
   *[other] { $years } years
 } { $share } of 100 are alive; the 95 % interval is { $low } to { $high }. The axis runs from 0 to 100.
survival-when = After
survival-month = { $month } months
survival-alive = Alive
survival-interval-title = 95 % interval
survival-interval = { $low } to { $high }

## Kidney function of a donor
function-of = Kidney function of a donor
function-of-donor = Kidney function of donor
function-others = Also below the band:
function-under = eGFR in mL/min per 1.73 m², CKD-EPI 2021. The band moves down after donation: one kidney does the work. The axis does not start at zero.
function-none = No kidney function of a living donor has been written down yet.
function-all-visits = All visits of this donor
function-band = usual for donors
function-donation = donation
function-axis = months after donation
function-latest = { $egfr }, as usual
function-latest-low = { $egfr }, below the band
function-title-usual = The last value is as usual for donors
function-title-low = The last value is below the band for donors
function-desc = The last eGFR of { $donor }, of { $date }, is { $egfr } mL/min per 1.73 m². The band steps down at donation.
function-table = The same in figures
function-day = Day
function-egfr = eGFR
function-low = { $egfr }, below the band
function-below = The last eGFR is { $egfr }. Donors at this time are usually between { $low } and { $high }.
function-tell = { $carer } takes care of this donor: tell them, and have it measured again. The band is drawn for orientation; it does not decide anything.
function-tell-nobody = Nobody is named who takes care of this donor: name somebody, and have it measured again. The band is drawn for orientation; it does not decide anything.

## How it is computed
how-title = How these pictures are computed
how-survival-1 = Everybody accepted as a patient is counted from that day until death or until last seen. The product-limit method of Kaplan and Meier gives the share still alive.
how-survival-2 = The 95 % interval rests on Greenwood’s standard error, taken on the logarithmic scale. The curve ends where fewer than five people are still followed.
how-survival-3 = A curve of one centre is no ranking. A wide band says that few people were followed.
how-function-1 = eGFR is what the laboratory gave. Where only creatinine was given, it is computed with CKD-EPI 2021 without race (Inker and others, N Engl J Med 2021) from age and recorded sex.
how-function-2 = The band is where donors’ values usually lie: 86 to 112 before donation, about two thirds of it afterwards, rising a little over the first two years. This project chose it for the picture; it is no clinical limit.
how-function-3 = A diamond marks a last value below the band. It asks somebody to look, nothing more.

## One person
subject-donor = Living donor
subject-recipient = Recipient
subject-trace = Trace
subject-low = The last value lies below the usual band
subject-overdue = A visit is overdue
subject-open = A visit can be held now
subject-calm = Nothing is due now
subject-ahead = Visits due and to come
subject-ahead-none = No visit is planned any more.
subject-visits-none = No visit was held yet.
subject-visits = Visits held
visit-held = Held
visit-opens = Opens { $date }
visit-open-until = Open until { $date }
visit-days-left = { $days ->
    [0] Ends today
    [one] One day left
   *[other] { $days } days left
 }
visit-overdue = { $days ->
    [one] Overdue one day
   *[other] Overdue { $days } days
 }
visit-which = Visit
visit-held-on = Held on
visit-status = How they are
visit-function = Kidney function
visit-pressure = Blood pressure
visit-note = Remarks
visit-note-sealed = Written down; sealed for you
visit-creatinine = creatinine { $value } µmol/L
visit-albumin = albumin { $value } mg/g
visit-kept = Kept

## Writing down a visit
visit-title = What was seen at this visit?
visit-back = All visits of this person
visit-window = Counts from { $from } to { $to }. A visit on another day is kept all the same.
visit-keep = Keep this visit
visit-ahead = A day that is not in the future
visit-before-operation = A day on or after the operation
form-visit-seen-on = Seen on
form-visit-patient-status = How is the person?
form-visit-graft-status = How is the graft?
form-visit-creatinine-umol-l = Serum creatinine
form-visit-egfr-ml-min-173 = eGFR
hint-visit-egfr-ml-min-173 = Leave empty to have it computed from creatinine, age and sex.
form-visit-systolic-mmhg = Blood pressure, upper value
form-visit-diastolic-mmhg = Blood pressure, lower value
form-visit-albuminuria-mg-g = Albumin to creatinine ratio in urine
form-visit-note = Remarks
hint-visit-note = Sealed; read only by those who may know who the person is.

## Wants somebody
concern-title = Wants somebody: { $n }
concern-what = What
concern-when = By when
concern-payer = Who pays
concern-lives = Where they live
concern-by = Act by { $date }
concern-late = Should have been acted on by { $date }
concern-no-payer = Nobody named
concern-lives-here = Lives here
concern-lives-abroad = Lives abroad: { $country }
concern-lives-unknown = Not known
concern-answer = Write down what was done
form-concern-what = What was done?
form-concern-note = Remarks
hint-concern-note = Sealed; read only by those who may know who the person is.
carer-name = Name who answers
carer-title = Who answers for this person’s visits?
carer-text = It holds for every visit that is waited for, and for what wants somebody now.
form-carer-carer = Who answers
form-carer-payer = Who pays
term-low-function = Kidney function below the band
term-high-pressure = High blood pressure
term-albuminuria = Albumin in the urine
term-missed-visit = A visit was missed
term-wants-call = Asked to be called
term-measured-again = Measured again, and as it should be
term-referred-on = Sent to a specialist
term-treated = Treatment began or changed
term-donor-reached = Reached; comes
term-donor-not-reached = Could not be reached
term-donor-declined = Wants no more visits
term-carer = the carer
term-payer = the payer

## How a follow-up stands
course-lost = Lost to follow-up since { $date }
course-missed = Visits missed in a row: { $n }
course-recontacted = Was lost, and was found again on { $date }
course-ended = No further visit is due
visit-missed = Missed; a later one was held
visit-ended = Not due any more
visit-computed = by { $formula }
reminded-times = reminded: { $n }
reminded-regulator = the regulator was told
followup-only-lost = Lost to follow-up
followup-first = From the begin
followup-part = Part of the list
lost-table = People who missed { $n } or more visits in a row
lost-missed = Missed in a row
lost-since = First missed visit closed
lost-none = Nobody counts as lost.
calendar-title = Visits over the years
calendar-desc = Held: { $held }. Missed: { $missed }. Open now: { $open }. To come: { $tocome }. The bars show when each visit counts.
calendar-today = today
calendar-axis = years after the operation

## Beside the schedule
beside-unscheduled = Write down a visit nobody planned
beside-death = Write down a death
beside-failure = Write down a graft failure
beside-unscheduled-text = Somebody came between two visits, or was found again.
beside-interim-text = An interim record holds nothing later than the day it tells of.
term-unscheduled = Visit nobody planned
term-interim-death = Interim record at death
term-interim-failure = Interim record at graft failure
form-visit-graft-failed-on = Day on which the graft failed
form-visit-failure-cause = Why it failed
form-visit-death-cause = Cause of death
form-visit-rejection = Rejection since the last visit
form-visit-hypertension = High blood pressure
form-visit-diabetes = Diabetes
form-visit-hospital-stays = Stays in hospital since the last visit
form-visit-dialysis-from-on = First day on dialysis
form-visit-work = Work
form-visit-height-cm = Height
form-visit-weight-kg = Weight
term-hyperacute-rejection = Hyperacute rejection
term-acute-rejection = Acute rejection
term-chronic-rejection = Chronic rejection
term-primary-failure = It never worked
term-thrombosis = Thrombosis
term-graft-infection = Infection
term-surgical = Surgical complication
term-recurrent-disease = The disease came back
term-bk-virus = BK virus
term-nonadherence = Medicine was not taken
term-other-cause = Another cause
term-unknown-cause = Cause not known
term-death-infection = Died of an infection
term-death-cardiovascular = Died of heart or vessels
term-death-malignancy = Died of cancer
term-death-organ-failure = Died of organ failure
term-death-external = Died by accident or violence
term-death-other = Died of something else
term-death-unknown = Cause of death not known
term-no-rejection = No rejection
term-rejection-suspected = Rejection suspected and treated
term-rejection-proven = Rejection proven by biopsy
term-disease-absent = Not there
term-disease-known = Known before
term-disease-new = New since the last visit
term-new-hypertension = new high blood pressure
term-new-diabetes = new diabetes
term-on-dialysis = on dialysis
term-work-as-before = As before the donation
term-work-less-donation = Less, because of the donation
term-work-none-donation = None, because of the donation
term-work-other-reason = Less or none, for another reason

## Handing care over
transfer-title = Care abroad
transfer-new = Ask a clinic to take over
transfer-text = The clinic is where the donor lives. Until it accepts, whoever answered before answers still.
transfer-send = Ask this clinic
transfer-answer = Write down what the clinic said
transfer-stopped = This clinic cannot be asked yet
transfer-asked = Asked; an answer is expected by { $date }
transfer-late = No answer by { $date }
transfer-accepted = Takes over since { $date }
transfer-declined = Declined on { $date }
transfer-refused = Stopped by the rules on { $date }
form-transfer-clinic = Clinic
form-transfer-clinic-country = Country of the clinic
hint-transfer-clinic-country = Two letters, such as ES
form-transfer-payer = Who pays there
form-transfer-contact = How clinic and donor are reached
form-transfer-answer-answer = What did the clinic say?
form-transfer-answer-why = If it declined: why
term-takes-over = It takes over
term-takes-not-over = It does not
term-decline-no-payer = Nobody pays it
term-decline-no-capacity = It cannot
term-decline-donor = The donor does not want it
term-decline-no-answer = It never answered
term-decline-other = Another reason

## The donor’s own answers
own-title = What the donor says
own-none = The donor has not answered any questions yet.
own-said = { $date }, { $visit }
own-mark = The donor’s own words
own-sealed = Answered; sealed for you.
own-text = A message goes to the donor’s phone, in the donor’s language. It names nobody and says nothing about health. An earlier one is worth nothing then.
own-send = Send the questions
own-pressure = Blood pressure at home
message-queued = Waits to be sent
message-handed = Sent
message-given-up = Could not be sent
message-link =
    A short list of questions waits for you. Open { $page } on our site and type this code: { $code }
    You are also asked for your identity number. The code can be used once, until { $until }.
    Nobody will ever ask you for this code by telephone.
demo-messages-title = Messages to phones in this demonstration
demo-messages-none = No message was sent yet. A nurse can send one from the page of a donor.
own-in-title = Your questions wait
own-in-text = Type the code from the message, and the number of your identity card or passport.
own-wrong = Code and number do not fit together, or the code was used or is too old. Ask your clinic for a new one.
field-own-code = Code from the message
hint-own-code = Four groups of five; blanks and small letters do not matter
form-own-check-number = Number of your identity card or passport
own-asks = How are you?
own-thanks = Thank you. This is how your kidney does
own-under = { $visit }, due on { $date }
own-kept = Your answers are kept
own-end = Leave this page
own-questions = Nine questions
own-why = Only those who care for you read your answers. They are kept as your own words.
own-answer = Send my answers
own-line = Your kidney function
own-line-none = No value of your kidney function has been written down yet. Your next visit brings one.
own-line-usual = Your last value, of { $date }, is { $egfr }. People with one kidney are usually between { $low } and { $high }: all is as it should be.
own-line-low = Your last value, of { $date }, is { $egfr }. People with one kidney are usually between { $low } and { $high }. Your clinic knows of it; ask them at your next visit or let them call you.
form-own-feeling = How do you feel?
form-own-hospital = Were you in hospital since the last time?
form-own-work = How is it with your work?
form-own-cost = What did the donation cost you in money?
form-own-again = Would you give again?
form-own-systolic-mmhg = Blood pressure at home, upper value
form-own-diastolic-mmhg = Blood pressure at home, lower value
form-own-call = Shall we call you?
form-own-words = What else do you want to say?
term-feel-well = Well
term-feel-middling = Middling
term-feel-badly = Badly
term-hospital-no = No
term-hospital-donation = Yes, because of the donation
term-hospital-other = Yes, for another reason
term-cost-none = Nothing
term-cost-minor = A little
term-cost-major = Much
term-again-yes = Yes
term-again-unsure = Not sure
term-again-no = No
term-call-no = No
term-call-yes = Yes, please

## How complete
complete-link = Completeness by form
complete-title = How complete follow-up is
complete-under = Visits whose time is over, and those of them that were held. Visits that ended with a death are not counted.
complete-centre = Centre
complete-closed = Time is over
complete-seen = Held
complete-share = Share
complete-none = No visit’s time is over yet.
centres-link = What waits at every centre
centres-waiting = Overdue visits, those of which you were told, people lost to follow-up, and results that nobody acted on in time.
centres-overdue = Overdue
centres-escalated = Told to the regulator
centres-lost = Lost
centres-late = Not acted on
centres-held = Held
figures-link = Figures for everybody
complete-public-title = How complete the follow-up of donors and recipients is
figures-under = As of { $date }, frozen for the month. Numbers below five are kept back.
complete-missing = Not held
figures-few = fewer than { $n }
figures-at-least = at least
term-who-donor = Living donors
term-who-recipient = Recipients
term-ckd-epi-2021 = CKD-EPI 2021
term-regulator = The regulator
term-opens = the first day of the visit
term-closes = the last day of the visit
