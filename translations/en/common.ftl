## Words every page uses
skip = Skip to the matter of this page
menu = Menu
find = Find
find-number = Find a number
sign-out = Sign out
list-comma = ,{" "}
list-separator = ,{" "}
optional = (may stay empty)
choose = Choose
demo-word = Demonstration
demo-sentence = Every person and event here is invented.
demo-change-role = Change role
translation-unreviewed = Translated by machine; no native reader has checked it yet.
foot-public = Public site
foot-law = Law of this country
foot-concern = Report a concern
foot-rules = All rules
foot-checkpoint = Latest checkpoint of the log
date-long = { $day } { $month } { $year }
span-days = { $n } d
span-hours = { $n } h
span-minutes = { $n } min
date-short = { $day } { $month }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
hint-instant = Local time of the registry
save = Save
cancel = Go back
continue = Continue

## Navigation
nav-trace = Trace
nav-pairs = Pairs
nav-follow-up = Follow-up
nav-centres = Centres
nav-log = Log
nav-access-log = Who looked
nav-questions = Questions
nav-cases = Cases
nav-cases-overseen = Cases in numbers
nav-licence-reviews = Licence reviews
nav-professionals = Professionals
nav-concerns = Concerns
nav-accounts = Accounts
nav-more = More
nav-part-donors = Donors
nav-part-organs = Organs and tissues
nav-part-safety = Safety
nav-part-oversight = People and places

## What was not done
errors-title = Something must be put right
problem-fill = Fill this in
problem-whole = A whole number, such as 84
problem-date = A day, such as 2026-11-21
problem-instant = A day and a time, such as 2026-11-21 08:30
problem-choose = One of the list
problem-value = You gave “{ $value }”. Expected: { $expected }
trouble-absent = There is nothing here
trouble-absent-text = The number or address may be mistyped, or it is not yours to see. If you need it for your work, ask the administrator of your centre.
trouble-problem = This could not be read
trouble-denied = Your role may not do this
trouble-denied-text = The attempt was written down, as every access is. The administrator can tell you who may do it.
trouble-signed-out = Please sign in
trouble-refused = This cannot be done yet
trouble-fault = Something went wrong on our side
trouble-fault-text = Nothing you sent was half kept. Tell the operator this number: { $number }

## Findings
rules-checked = { $checked ->
    [one] One rule was checked.
   *[other] { $checked } rules were checked.
 }
rules-hold = { $holds } hold, { $stops } stop the plan, { $asks ->
    [one] { $asks } needs an answer.
   *[other] { $asks } need an answer.
 }
severity-stop = Stops
severity-ask = Needs an answer
cure-lead = What cures it.
cannot-tell = This rule cannot be decided: { $rule }
cannot-tell-inputs = The law of this country is not known for { $param }. Until it is, the plan is stopped.
source-in-force = { $ref }. In force since { $from }.
unconfirmed-mark = source not confirmed
unconfirmed-title = Not confirmed yet
unconfirmed-text = These values of the law were used although nobody has confirmed them:
weaker-title = Weaker than the WHO guiding principles
weaker-text = The law of this country allows what these rules would not:
refused-urgent-title = If it cannot wait
refused-urgent = For a living donor there is no way around these rules. For the recipient there is: the national office can list the patient as urgent at any hour.
refused-checked = Profile { $profile }
error-prefix = Error:

## Titles of problems in the API
problem-title-malformed = This could not be read
problem-title-missing = Something is missing
problem-title-unknown-field = There is no such field
problem-title-unknown-code = There is no such code
problem-title-not-found = Not found
problem-title-stale = It changed meanwhile
problem-title-key-reused = The key was used for another request
problem-title-four-eyes = A second person is needed
problem-title-unopenable = This was not sealed to this registry, or was changed on its way
problem-title-not-yours = Somebody else scanned this
problem-title-rate-limited = Too many tries
problem-title-role-not-chosen = Choose a role first
problem-title-erased = The data of this person were erased
problem-title-denied = Denied
problem-title-not-signed-in = Not signed in
problem-title-refused = Refused by rules
problem-title-fault = A fault of ours
problem-upload = The file could not be read, or is larger than 10 MiB
foot-role = Change role
foot-delegate = Let somebody stand in for you

papers-title = Papers
papers-none = No paper was handed in yet.
papers-add = Hand in a paper
papers-hint = PDF, PNG or JPEG, at most 10 MiB. It is kept sealed under the donor’s key and opens as a download only.
papers-button = Keep this paper
