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
followup-page = { $from } to { $to } of { $all }
followup-before = Before
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
subject-visits = Visits
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
