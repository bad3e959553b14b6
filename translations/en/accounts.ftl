## Signing in
sign-in = Sign in
sign-in-title = Sign in to the registry
sign-in-wrong = Name, password and code do not belong together, or this account cannot sign in at the moment.
sign-in-invited = I was invited and have a one-time code
sign-in-lost = Lost your phone or forgot your password? The administrator gives you a new code.
account-opened = Your account is open. Sign in with your name, password and the six digits.
too-often-title = Too many tries for now
too-often-text = Wait a minute, then try again. Nothing you typed was kept.
role-title = In which role do you work today?
role-text = What you see and may do follows the role. Every look is written down with it.
role-none-title = No role of yours holds today
role-none-text = You are signed in, but no role was granted to you for today. The administrator can grant one.
field-login = Sign-in name
field-password = Password
field-totp = Six digits from your app
field-code = One-time code
field-name = Name
hint-totp = They change every 30 seconds.
hint-code = Twenty characters; hyphens and capitals do not matter.
hint-password = At least 12 characters. A sentence is easy to remember; pasting is allowed.
hint-name = As colleagues know you.

## Opening an account
first-title = Open the first administrator’s account
first-text = The code was shown on the console of this server and holds for 30 minutes.
invitation-title = Open your account
invitation-text = You received a one-time code from the administrator. It holds for 72 hours.
second-factor-title = Set up your second factor
second-factor-text = Type this secret into an authenticator app, or open the link on your phone. Then type the six digits the app shows.
second-factor-open = Open in an authenticator app
second-factor-once = The secret is shown this once. Until the digits are confirmed you can begin again with the same code.
second-factor-again = The secret is not shown again. Begin again with the same code if you did not set up the app.
second-factor-confirm = Confirm

## Accounts
accounts-title = { $open ->
    [0] Nothing waits in the accounts
    [one] One thing in the accounts needs you
   *[other] { $open } things in the accounts need you
 }
accounts-under = { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
 }
accounts-invite = Invite somebody
accounts-all = All accounts
account-name = Name
account-roles = Roles
account-state = State
account-signed-in = Last sign-in
account-never = Never
account-invited = Invited
account-active = In use
account-closed = Closed
account-no-roles = No role yet.
account-qualification = Qualified as
account-looked = Who looked at this account
review-waiting = Waiting for a second administrator
review-grants = Not looked at for a quarter of a year
review-more = and { $more } more; they move up as these are settled
review-dormant = Not used for a quarter of a year
grant-from = from { $from }
grant-from-to = { $from } to { $to }
grant-delegated = standing in for somebody
grant-proposed = Proposed
grant-looked = Last found right
grant-act = What to do
grant-confirm = Confirm
grant-decline = Decline
grant-still-right = Still right
grant-other-confirms = Another administrator confirms this.
grant-waits = Waits for a second administrator
grant-end = End on { $date }
grant-add-title = Grant another role
grant-add = Grant this role
qualification-add-title = Add a qualification
qualification-add = Add this qualification
renew-title = Lost second factor or password
renew-text = Ends all sessions and gives a new one-time code. Make sure who asks for it.
renew-send = Give a new code
close-title = This person left
close-text = All sessions end at once and nobody can sign in with this account again. What they wrote stays.
close-send = Close on { $date }
invite-title = Whom do you invite?
invite-text = They choose their own password and second factor. Administrators and investigators need a second administrator.
invite-send = Invite
code-title = Hand over this code
code-text = It is shown this once and holds for 72 hours. Hand it over in person or by telephone, never together with the sign-in name.
code-where = It is typed in at
code-account = To the account
field-grant-role = Role
field-grant-centre = Centre
field-grant-from = First day
field-grant-to = Last day
field-qualification-profession = Profession
field-qualification-from = Qualified from
field-qualification-to = Qualified until
hint-account-grant-centre = Needed for roles that act in their own centre only.
hint-grant-grant-centre = Needed for roles that act in their own centre only.

hint-account-qualification-profession = For those whose evaluation, decision or vote a rule counts.

## Standing in
delegate-title = Who stands in for you?
delegate-text = On these days a colleague may work as: { $role }. It ends with your own role and cannot be passed on.
delegate-number = Your own account number is
delegate-kept = Kept. Your colleague can choose the role on the first day.
delegate-send = Let them stand in
form-delegate-to = Account number of your colleague
hint-delegate-to = Begins with acc_; it stands on your colleague’s page like this one.
form-delegate-from = First day
form-delegate-until = Last day

## What is wrong with an account’s form
access-wrong-malformed-name = A name, not longer than 400 bytes
access-wrong-malformed-login = 3 to 100 characters without blanks
access-wrong-taken-login = Somebody else signs in with this name; choose another
access-wrong-malformed-password = At least 12 characters, 5 of them different
access-wrong-not-found-code = This code is mistyped, was used, or is too old
access-wrong-malformed-totp = These are not the digits the app shows now
access-wrong-missing-password = Choose a password first, with the same code
access-wrong-missing-grants = At least one role
access-wrong-missing-centre = The centre in which this role acts
access-wrong-malformed-to = A day not before the first
access-wrong-four-eyes-account = This must be done by another administrator
access-wrong-four-eyes-role = This role needs two administrators and cannot be passed on
access-wrong-missing-role = A role of your own that holds on all these days
access-wrong-stale-account = This account is not in use
access-wrong-stale-proposal = This was proposed more than 14 days ago; propose it again
access-wrong-stale-on = This role has already ended
access-wrong-not-found-account = No account has this number

## Who looked
looked-title = Who looked at what
looked-title-record = Who looked at this record
looked-under = Newest first, at most 180 lines. Every look is written down before anything is shown.
looked-record = Record
looked-names = A list with { $n } names
looked-at = When
looked-who = Who
looked-role = As
looked-purpose = For
looked-what = What
looked-outcome = What came of it
looked-shown = Shown
looked-written = Written
looked-denied = Denied
looked-empty = Nobody looked at this record. Check its number.

## Permissions
permissions-title = Who may do what
permissions-under = What is not written here is denied. Each role works for a stated purpose.
permissions-may = May
permissions-for = For
permissions-where = Where
permissions-country = Everywhere in the country
permissions-own-centre = In their own centre
permissions-hidden = to others it does not exist
permissions-none = Nothing.

## The rota
nav-rota = On duty
rota-title = { $gaps ->
    [0] Somebody is on duty wherever the rota is kept
    [one] Once in the next fourteen days nobody is on duty
   *[other] { $gaps } times in the next fourteen days nobody is on duty
 }
rota-under = Who is reached first in each role, and who stands behind them, over the next fourteen days.
rota-none = Nobody is on the rota yet.
rota-country = the whole country
duty-from = From
duty-until = Until
duty-who = On duty
duty-deputy = Deputy
duty-state = State
duty-gap = Nobody
duty-overlap = More than one
duty-now = Now
duty-later = Ahead
duty-no-deputy = Nobody
duty-off = Call off
duty-enter-title = Put somebody on duty
duty-enter = Enter the duty
duty-wrong-role = Somebody who holds this role there on all these days
duty-wrong-deputy = Somebody other than who is on duty
duty-wrong-until = After the beginning, ahead of now, at most 31 days long
form-duty-account = Who
form-duty-deputy = Deputy
form-duty-role = In which role
form-duty-centre = Where
hint-duty-centre = Leave it out for a role in the whole country.
form-duty-from = From
form-duty-until = Until
form-duty-off-reason = Why

## Who oversees inquiries
nav-inquiries = Inquiries
inquiries-title = { $lines ->
    [0] Nobody has read for an inquiry
    [one] Somebody read for an inquiry once
   *[other] The last { $lines } times somebody read for an inquiry
 }
inquiries-under = Who read and when; never which record, so that no case is given away. Newest first, at most 180.
inquiries-none = Nobody read for an inquiry yet.

## Emergency access
nav-emergency = Emergency
nav-emergency-review = Emergencies
emergency-title = Open a record of another centre in an emergency
emergency-told = The privacy officer is told at once.
emergency-told-text = What you open stands in the person’s own access history and is counted under your name. It is reviewed within { $within } hours. It reads one record and what belongs to it, for at most { $longest } hours, and writes nothing.
emergency-open-title = Which record, and why
emergency-open = Open the record
emergency-end = End now
emergency-running = Running now
emergency-past = Over
emergency-none-runs = None of yours is running.
emergency-record = Record
emergency-why = Why
emergency-until = Until
emergency-ended = Ended
emergency-do = What you can do
emergency-state = Review
emergency-to-pair = The file of the pair
emergency-to-trace = The whole chain
emergency-to-follow-up = Follow-up
emergency-to-results = Results of laboratories
emergency-number = Number
emergency-who = Who
emergency-centre = For which centre
emergency-opened = Opened
emergency-due = To be reviewed by
emergency-left = { $time } left
emergency-late = Too late
emergency-was-late = Reviewed too late
emergency-counted = { $n ->
    [one] once within a year
   *[other] { $n } times within a year
 }
emergency-review-title = { $n ->
    [0] No emergency access waits for its review
    [one] One emergency access waits for its review
   *[other] { $n } emergency accesses wait for their review
 }
emergency-review-under = Oldest first. Each is reviewed within 72 hours by somebody who did not open it.
emergency-waiting = Waiting
emergency-none-waits = None waits.
emergency-reviewed = Reviewed last
emergency-one-title = Emergency access of { $at }
emergency-review = Review
emergency-review-send = Enter the review
emergency-reviewed-by = { $who }, { $at }
emergency-lines = What was opened and read under it
emergency-nothing-read = Nothing was read.
emergency-times = { $first } to { $last }: { $n } times
emergency-banner = You read this record of another centre under an emergency access.
looked-emergency = in an emergency:
form-emergency-record = Number of the pair, donor or recipient
hint-emergency-record = As it stands on the papers, for example par_, don_ or rec_ and ten characters. Every try is written down.
form-emergency-reason = Why it cannot wait
form-emergency-text = In your own words
form-emergency-hours = For how many hours
hint-emergency-hours = At most 12. You can end it earlier.
form-emergency_review-finding = What you found
form-emergency_review-reason = Why
access-wrong-not-found-record = The number of a pair, donor or recipient on record
access-wrong-malformed-record = A record of another centre: your own you read as always
access-wrong-unchanged-record = Fewer than three running at the same time: end one first
access-wrong-malformed-hours = From 1 to 12 hours
access-wrong-missing-text = The need in words
access-wrong-missing-reason = The reason in words
access-wrong-four-eyes-emergency = Somebody who did not open it reviews it
