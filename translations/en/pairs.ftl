## The list of pairs
pairs-title = { $n ->
    [0] No pair is on its way
    [one] One pair is on its way
   *[other] { $n } pairs are on their way
 }
pairs-shown = { $n } of { $m } shown
pairs-further = Further pairs
pairs-none = No pair is at this stage. Choose another stage, or take a pair into evaluation.
pairs-filter-remove = Remove
pairs-col-pair = Pair
pairs-col-donor = Donor
pairs-col-organ = Organ
pairs-col-stage = Stage
pairs-col-tasks = Tasks
pairs-col-next = Next
pair-stages = Stages
pair-stage-all = All ({ $n })
pair-stage-count = { $stage } ({ $n })
pair-stage-knowing-sentence = Identity, relation and information are being settled
pair-stage-examining-sentence = The donor is being examined
pair-stage-deciding-sentence = Consent and decisions are being taken
pair-stage-planned-sentence = The removal is planned
pair-stage-operated-sentence = The organ was removed
pair-stage-ended-sentence = The pair has ended
tasks-done = { $n } of { $m } tasks done
tasks-n-of-m = { $n } of { $m }
next-ended = Ended
next-operated = Operated
next-planned = Planned for { $on }
next-plan = Can be planned

## Taking a pair in
pair-open = Take a pair into evaluation
pair-open-title = Who gives, and to whom?
pair-open-text = Give the number of a person who is on record, or fill in what is known about somebody new. What the two say they are to each other is a claim until it is proved.
tie-title = What ties the two
person-needed = A number on record, or the name as written

## A pair
back-to-pair = Back to the pair
pair-speaks = speaks { $languages }
pair-title-gives = { $donor } wants to give { $organ } { $to }
pair-title-gave = { $donor } gave { $organ } { $to }
pair-title-ended = { $donor } is not suitable; this pair has ended
gift-kidney = a kidney
gift-liver = a part of the liver
gift-lung = a lobe of a lung
gift-pancreas = a part of the pancreas
gift-bowel = a part of the bowel
gift-uterus = the uterus
gift-organ = an organ
pair-to-identical-twin = to an identical twin
pair-to-parent = to a son or daughter
pair-to-child = to a parent
pair-to-sibling = to a brother or sister
pair-to-half-sibling = to a half-brother or half-sister
pair-to-grandparent = to a grandchild
pair-to-grandchild = to a grandparent
pair-to-aunt-uncle = to a niece or nephew
pair-to-niece-nephew = to an aunt or uncle
pair-to-cousin = to a cousin
pair-to-other-blood-relative = to a relative
pair-to-spouse = to husband or wife
pair-to-partner = to a partner
pair-to-in-law = to a relative by marriage
pair-to-step = to a step-relative
pair-to-adoptive = to a relative by adoption
pair-to-friend = to a friend
pair-to-colleague = to a colleague
pair-to-acquaintance = to an acquaintance
pair-to-stranger = to a stranger
pair-to-not-declared = to somebody without a declared tie
path-know = Know
path-examine = Examine
path-decide = Decide
path-operate = Operate
path-follow = Follow for life
path-here = you are here
path-again = look again
path-board = nothing is planned past this line until the bodies have decided
path-desc = { $n } of { $m } phases have begun.
phase-know = Know and tell
phase-examine = Examine
phase-decide = Decide
task-identity = Identity of the donor
task-relation = Relation
task-interpreter = Interpreter
task-information = Information in the donor’s language, said back in own words
task-recipient-told = Recipient told of the crimes and risks
task-medical = Medical evaluation
task-talk-alone = Talk alone with the donor
task-talk-recipient = Talk alone with the recipient
task-talk-together = Talk with both together
task-psychosocial = Psychosocial evaluation
task-care = Care after donation, and who answers for it
task-declarations = Declarations that nothing was paid
task-reflection = Time to reflect
task-consent = Consent in two languages
task-decision = Decision
task-decision-of = Decision: { $body }
task-done = Done, { $on }
task-again = Look again
task-stops = Stops
task-stops-why = The pair cannot go on like this. Ask whoever wrote it down.
task-not-yet = Not yet
task-over = Ended
task-yours = Yours
task-with = With: { $role }
task-parts = { $n } of { $m } are there.
task-until = Runs until { $at }
task-needs = Needs first: { $tasks }
tasks-yours = { $n ->
    [one] One task is yours
   *[other] { $n } tasks are yours
 }
again-aut-001 = Only a copy was seen, or nobody checked the paper. See the original, or ask the office that issued it.
again-aut-002 = The proofs so far do not count: see an original, or ask the issuing office to confirm.
again-aut-007 = Whoever evaluated belongs to the transplant team. Ask somebody from outside to evaluate.
again-aut-009 = The evaluation was put off. Finish it.
again-aut-010 = Something in a talk needs a further look. Hold the talk again.
again-con-003 = The donor was told in a language they do not decide in, and without interpreter.
again-con-004 = The interpreter is not known to be independent. Repeat the talk with one sent by the hospital.
again-con-005 = Not every topic was said back in the donor’s own words.
again-car-002 = Nobody is named to pay for the care.
next-title = What you can do next
next-nothing = Nothing waits for you here.
next-ended-text = This pair has ended. Its record is kept.
next-wait = Some tasks are still open. You can ask the rules at any time; nothing happens before they agree.
next-plan-text = All tasks are done. The removal can be planned.
planned-for = The removal is planned for { $at }.
talk-stays-out = What you write there stays out of the shared list. Only evaluators and boards read it.
clocks-title = Clocks
clock-reflection = time to reflect
clock-removal = earliest removal
clock-consent = consent
clock-decision = decision: { $body }
clock-over = Over
clock-left-days = { $n ->
    [one] One day
   *[other] { $n } days
 }
clock-left-hours = { $n ->
    [0] Under an hour
    [one] One hour
   *[other] { $n } hours
 }
stop-title = The donor may stop at any time
stop-text = Until anaesthesia, without a reason. The family is told only that the donor is not suitable.
people-title = The two people
person-donor = Donor
person-recipient = Recipient
person-relation = Relation, as claimed
person-came-with = Came along
person-journey-by = Journey by
person-organ = Organ
person-correct = Correct
also-title = Also for this pair
also-done = On record
organ-number = Number of the organ:
trace-verb = See the whole chain

## Steps
on-record = On record
on-record-none = Nothing is on record yet.
moment-ahead = A moment that has passed
step-team-named-title = Who is the transplant team of this pair?
step-team-named-verb = Name the transplant team
step-identity-checked-title = How was the donor’s identity checked?
step-identity-checked-verb = Record a check of identity
step-relation-proved-title = What proves the relation?
step-relation-proved-verb = Record a proof of relation
step-informed-title = What was the donor told, and what did they say back?
step-informed-verb = Record an informing talk
step-recipient-informed-title = Was the recipient told of the crimes and risks?
step-recipient-informed-verb = Record that the recipient was told
step-interviewed-title = What came of the talk?
step-interviewed-verb = Open the talk sheet
step-evaluated-title = What did the evaluation find?
step-evaluated-verb = Record an evaluation
step-declared-title = Who declares that nothing was paid or promised?
step-declared-verb = Record a declaration
step-care-planned-title = Who looks after the donor afterwards?
step-care-planned-verb = Plan the care
step-decided-title = What did the body decide?
step-decided-verb = Close the ballot
step-vote-cast-title = How do you vote?
step-vote-cast-verb = Vote
step-paper-filed-title = What did a body outside decide?
step-paper-filed-verb = File the paper of a body outside
step-paper-confirmed-title = What do you read on the paper?
step-paper-confirmed-verb = Confirm a paper as second person
you-sign = You sign as { $who }.
vote-button = Sign this vote
vote-once = You vote once. A vote cannot be taken back; only when the body comes back to it is there a new ballot.
decide-counts = The votes the members have cast are counted. You state the outcome they carry, and the reasons.
ballot-count = { $n } of { $m } votes are cast.
ballot-cast = Voted: { $names }.
ballot-waiting = May still vote: { $names }.
ballot-voted = Voted
ballot-not-voted = Not yet
ballot-stands-aside = Stands aside
ballot-objects = Objection
ballot-kept-back = You read how others voted once you have voted.
ballot-closed = Votes of { $body }, { $on }
ballot-paper = A paper waits for a second person.
paper-waits = It counts once a second person, signed in as themselves, has read the paper and found the same.
paper-read = Take the paper itself. Write down what you read on it, not what somebody told you.
paper-none = No paper waits for a second person.
paper-filed-by = Filed by
step-appealed-title = Who appealed, and how did it end?
step-appealed-verb = Record an appeal
step-notice-given-title = Which authority was told?
step-notice-given-verb = Record the notice to the authority
step-withdrawn-title = The donor does not want to go on
step-withdrawn-verb = Record a withdrawal
step-changed-title = What changes in this pair?
step-changed-verb = Change the pair
step-consent-verb = Open the consent page
talk-alone-ask = You are alone with the donor. Recipient and family wait elsewhere. An independent interpreter may stay.
withdraw-text = No reason is needed. Everything stops at once, and a planned removal is taken back.
withdraw-told = Others hear only this:
withdraw-message = The tests show that this person is not suitable as a donor.
withdraw-button = Stop from { $on }
change-restarts = Consent and all decisions start again. With another donor, the check of identity, the evaluations and the plan of care start again too; with another person or relation, so do proofs and talks.
change-button = Change and start again
changed-nothing = At least one change

## Consent
consent-title = Your decision
consent-version = Text version { $version }
consent-own-language = { $language }, the donor’s language
consent-no-text = There is no text in a language this donor decides in. An independent interpreter must read it aloud, sentence by sentence.
consent-1-title = 1. What will happen
consent-1 = A surgeon will take out one of your two kidneys. You will sleep and feel nothing. You will stay in hospital for about four days and need some weeks of rest. The kidney that stays does the work of both.
consent-1-other = A surgeon will take out { $organ }. You will sleep and feel nothing. Your doctor has told you how long you will stay in hospital and how long you will need rest.
consent-2-title = 2. What can go wrong
consent-2 = Of 100 people who give a kidney, { $n } have a serious problem after the operation, such as bleeding. { $rest } do not. About 3 of 10,000 die. Later in life it is a little more likely that the kidney that stays will fail.
consent-2-other = Every operation can go wrong: bleeding, infection and, rarely, death. How often depends on the organ and on you. Your doctor has told you the numbers and written them down for you. Do not decide before you have them.
consent-3-title = 3. What else could help
consent-3 = The other person can also be helped without you: by other treatment, or by an organ of somebody who has died. Nobody may tell you that you are the only way.
consent-4-title = 4. Care afterwards
consent-4 = A doctor will see you for the rest of your life: often at first, later once a year. You have been told who answers for this care, who pays for it, and which of your own costs are paid back to you.
consent-5-title = 5. Nobody may pay you
consent-5 = It is a crime to pay or to be paid for an organ. If anyone has promised you something, or is pressing you, tell us alone. You are not in trouble.
consent-6-title = 6. You may stop
consent-6 = You can change your mind until you are asleep. You do not need a reason. Your family will only hear that you are not suitable.
consent-7-title = 7. The organ and your records
consent-7 = If the organ cannot be given to the person you chose, only what you have said beforehand will be done with it. What is written about you is sealed. Only those who look after you, or who watch over your safety, may read it.
consent-yes = I want to give { $organ }
consent-no = I do not want to. Stop now
consent-time = I need more time
consent-ready = Everything needed is here
consent-not-ready = Something is still missing
consent-signed = Signed on { $at }.
fact-understood = Understood
topics-n-of-m = { $n } of { $m } topics said back in own words
fact-reflection = Time to reflect
interpreter-none = No interpreter
reflection-none = The donor was not informed yet
reflection-days = { $n } of at least { $m } days
reflection-hours = { $n } of at least { $m } hours
sign-title = Who sees the donor sign?
sign-text = The donor signs only after reading the whole text, or hearing it read. Name the witnesses: by account, or by name when they have none.
sign-back = Back to the text
sign-button = Sign

## Refusals
refused-plan = This removal cannot be planned yet
refused-sign = This consent cannot be signed yet
refused-decide = This decision cannot be taken yet
refused-vote = This vote cannot be cast
refused-paper = This paper does not count yet
refused-number = Number of the refusal:
refused-typed = What you typed
typed-kept = What you typed is kept. Checked { $time }
check-again = Check again
cure-centres = See licensed centres

## Plan, operation, organ
plan-title = When shall the removal begin?
plan-text = Every rule is asked at once. If one stops the plan, you see why and who can cure it.
plan-button = Plan the removal
plan-verb = Plan the removal
plan-change = See or take back the plan
plan-number = Plan
plan-cancel = Take the plan back
planned-title = The removal is planned for { $at }
planned-text = All rules agreed when this was planned. They are asked again when the operation is written down.
removal-stopped = A recall of the donor stopped the removal planned for { $at }
removal-stopped-text = It must not go on, and the centre was alerted. Whoever still wants it plans it anew once the recall is lifted.
removal-recall-stands = the recall stands
next-recalled = All tasks are done, but the donor is recalled. Nothing can be planned until the recall is lifted.
operation-title = What was removed, and when?
operation-text = Write down what happened, as it happened.
operation-verb = Write down the operation
operation-button = Write down the operation
operation-known = a pair that was not operated yet
operation-kept = The operation is written down
operation-kept-text = Put this number on the box and on every paper that travels with the organ. The donor’s visits are planned.
transplant-title = Into whom was this organ transplanted?
transplant-text = Write down what happened, as it happened. Visits of the recipient are planned from this day.
transplant-verb = Write down the transplantation
transplant-button = Write down the transplantation
hand-over-title = From whom to whom did this organ go?
hand-over-text = Each hand-over closes the gap behind it. Leave empty what is not known; it will show as a gap.
hand-over-verb = Write down a hand-over
hand-over-button = Write down the hand-over
end-title = How did this organ end?
end-text = For an organ that is not transplanted. Its chain ends here, on purpose.
end-verb = It will not be transplanted
end-button = End the chain here
organ-back = Back to the chain

## People
people-find-title = Find a person by a number
people-find-text = Every search is written down with your name.
people-found = { $n ->
    [0] Nobody has this number
    [one] One person has this number
   *[other] { $n } people have this number
 }
person-names = Names
person-birth = Born
person-languages = Decides in
person-numbers = Numbers here
person-birth-wrong = A date such as 1990-04-02, 1990-04 or 1990
person-correct-title = What is right about this person?
person-correct-text = The old content stays in the log beside the new.
