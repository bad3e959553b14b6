## Rules. For each: what is wrong, what the rule asks for (-title), what was checked (-inputs), what cures it (-cure),
## who can and how long it takes (-who). Only -inputs takes values, and only those that the rule gives.

## Approval
rule-aut-001 = The donor’s identity has not been checked well enough.
rule-aut-001-title = The donor’s identity was checked
rule-aut-001-inputs = Check of the identity paper: { $verified }.
rule-aut-001-cure = Look at the original of a passport or identity card, or ask the issuing office to confirm it, and record the check.
rule-aut-001-who = Living-donor nurse; 1 day with the original, about 2 weeks for an answer of the office

rule-aut-002 = The claimed relationship is not proved yet.
rule-aut-002-title = The claimed relationship is proved
rule-aut-002-inputs = Proofs needed: { $needed }. { $counted ->
    [0] No proof was seen in the original or confirmed by its issuer.
    [one] One proof was seen in the original or confirmed by its issuer.
   *[other] { $counted } proofs were seen in the original or confirmed by their issuers.
 }
rule-aut-002-cure = See the originals of the papers that are there, or ask the civil registry for an extract. Record each proof with how it was checked.
rule-aut-002-who = Living-donor nurse; some days, up to 4 weeks for an answer of the registry

rule-aut-003 = The donor is not shown to be old enough on that day.
rule-aut-003-title = The donor is old enough
rule-aut-003-inputs = Full years needed: { $needed }. Youngest age that the recorded birth date allows: { $age }.
rule-aut-003-cure = Bring a paper that shows the exact birth date and correct the record. A donor who is too young on that day cannot give.
rule-aut-003-who = Living-donor nurse; as soon as the paper is there

rule-aut-004 = The law does not let this donor give to this recipient.
rule-aut-004-title = The law lets this donor give to this recipient
rule-aut-004-inputs = Relationship as claimed and classed: { $relation_class }. It is not among those the law names, and the law knows no further step for others.
rule-aut-004-cure = Ask whether the relationship was recorded rightly, and correct it with its proof if not. Otherwise look for another donor, an exchange or the waiting list.
rule-aut-004-who = Living-donor nurse with the pair; 1 day to clarify

rule-aut-005 = The donor’s medical evaluation is missing.
rule-aut-005-title = The donor was medically evaluated
rule-aut-005-inputs = Evaluation without a record: { $evaluation }.
rule-aut-005-cure = Have the donor evaluated by a physician from outside the transplant team, and record the result.
rule-aut-005-who = Donor physician; 2 to 6 weeks

rule-aut-006 = The donor’s psychosocial evaluation is missing.
rule-aut-006-title = The donor was psychosocially evaluated
rule-aut-006-inputs = Evaluation without a record: { $evaluation }.
rule-aut-006-cure = Have the donor evaluated by a psychologist, psychiatrist or social worker from outside the transplant team, and record the result.
rule-aut-006-who = Psychologist; 1 to 3 weeks

rule-aut-007 = Somebody of the transplant team evaluated or interviewed the donor or the recipient.
rule-aut-007-title = Whoever evaluates is not of the transplant team
rule-aut-007-inputs = A member of the team, { $who }, did this: { $did } ({ $kind }).
rule-aut-007-cure = Repeat that evaluation or interview with somebody from outside the transplant team. If the list of the team is wrong, correct the list.
rule-aut-007-who = Donor physician or psychologist from outside the team; 1 to 2 weeks

rule-aut-008 = An evaluation was made by somebody whose qualification for it is not on record.
rule-aut-008-title = Whoever evaluates is qualified
rule-aut-008-inputs = Evaluation: { $evaluation }. { $who } had no fitting qualification on record on { $on }.
rule-aut-008-cure = Record the qualification that held on that day, or repeat the evaluation with a qualified person.
rule-aut-008-who = Administrator of accounts, 1 day; a new evaluation, 1 to 3 weeks

rule-aut-009 = An evaluation does not find the donor suitable at present.
rule-aut-009-title = The evaluations are favourable
rule-aut-009-inputs = Evaluation: { $evaluation }. Conclusion: { $conclusion }.
rule-aut-009-cure = If it was deferred, do what the evaluator asks for and have the evaluation finished. A donor who was declined does not give; tell them with care and go on looking after them.
rule-aut-009-who = The evaluator; as long as the reason for the delay lasts

rule-aut-010 = An interview is missing, or something seen in one needs another look.
rule-aut-010-title = The interviews were held and saw no pressure
rule-aut-010-inputs = Interview: { $interview }. Result: { $result }.
rule-aut-010-cure = Hold the interview that is missing. Where something was seen, talk again, alone and without hurry, and record what came of it.
rule-aut-010-who = Psychologist from outside the transplant team; about 1 week

rule-aut-011 = A body that must decide has not decided yet.
rule-aut-011-title = Every body that must decide has decided
rule-aut-011-inputs = Without a decision in this round: { $step }.
rule-aut-011-cure = Hand the file to that body and wait for its decision.
rule-aut-011-who = The body itself, at its next sitting; often 2 to 4 weeks

rule-aut-012 = Too few members took part in a decision.
rule-aut-012-title = Enough members voted
rule-aut-012-inputs = { $step }. Different members needed: { $needed }. { $counted ->
    [0] Nobody’s vote is on record.
    [one] One member voted.
   *[other] { $counted } members voted.
 }
rule-aut-012-cure = Ask the members who have not voted to sign in and vote; nobody can do it for them.
rule-aut-012-who = Chair of the body, at its next sitting

rule-aut-013 = Too few members from outside the hospital took part in a decision.
rule-aut-013-title = Enough members come from outside
rule-aut-013-inputs = { $step }. Members from outside needed: { $needed }. { $counted ->
    [0] None of those who voted comes from outside.
    [one] One of those who voted comes from outside.
   *[other] { $counted } of those who voted come from outside.
 }
rule-aut-013-cure = Ask members from outside the hospital to sign in and vote. Nobody who holds a role in the hospital counts as coming from outside.
rule-aut-013-who = Chair of the body, at its next sitting

rule-aut-014 = A body has decided against this donation.
rule-aut-014-title = No body said no
rule-aut-014-inputs = Decided against: { $step }.
rule-aut-014-cure = Read the reasons together with the pair. An appeal is possible where the law gives one; otherwise the donation does not go on.
rule-aut-014-who = The pair with their nurse; the time for an appeal stands in the decision

rule-aut-015 = A decision no longer holds on the planned day.
rule-aut-015-title = The decisions still hold on the planned day
rule-aut-015-inputs = { $step }: last day on which the decision holds { $valid_to }.
rule-aut-015-cure = Ask the body to decide anew, or plan the removal on a day on which the decision still holds.
rule-aut-015-who = Living-donor nurse for an earlier day; the body at its next sitting

rule-aut-016 = A member of a body has raised an objection that blocks.
rule-aut-016-title = No member raised an objection that blocks
rule-aut-016-inputs = { $step }: objection of { $who }.
rule-aut-016-cure = Hear what the member saw and answer it in the file. The body then decides again, the member included.
rule-aut-016-who = Chair of the body, at its next sitting

rule-aut-017 = Somebody who worked on this donation also votes on it.
rule-aut-017-title = Nobody both assesses and authorises
rule-aut-017-inputs = { $step }: { $who } votes, and has another part in this donation ({ $did }).
rule-aut-017-cure = Have the body decide without that member, with a substitute if the quorum needs one.
rule-aut-017-who = Chair of the body, at its next sitting

rule-aut-018 = The proofs of the relationship are weak.
rule-aut-018-title = The proofs of relationship are strong
rule-aut-018-inputs = Why they are weak: { $reason }.
rule-aut-018-cure = Ask the issuing office to confirm a proof, or add one that is more than a sworn statement. If that cannot be had, write down why the proofs suffice.
rule-aut-018-who = Living-donor nurse; an answer of the office takes about 2 weeks

rule-aut-019 = Nobody has stated that no suitable organ of a deceased donor is available.
rule-aut-019-title = No suitable organ of a deceased donor was available
rule-aut-019-inputs = The law allows a living donation only if none is available. No decision of a body in favour of this donation is on record.
rule-aut-019-cure = Ask the deciding body to weigh whether an organ of a deceased donor is available, and to decide.
rule-aut-019-who = The body, at its next sitting

rule-aut-020 = The authority has not been told of this removal.
rule-aut-020-title = The authority was told beforehand
rule-aut-020-inputs = No notice to the authority is on record for this round.
rule-aut-020-cure = Send the notice to the authority and record when it was sent.
rule-aut-020-who = Living-donor nurse; 1 day

rule-aut-021 = An appeal is open, or did not end in favour of the donation.
rule-aut-021-title = No appeal is open or was lost
rule-aut-021-inputs = { $step }. The appeal: { $appeal }.
rule-aut-021-cure = Wait until the appeal has been decided and record how it ended. An appeal that ended against the donation ends the plan.
rule-aut-021-who = Whoever hears the appeal; the profile names them

rule-aut-022 = The transplant team has not been named.
rule-aut-022-title = The transplant team is named
rule-aut-022-inputs = The file of this pair names no member of the team.
rule-aut-022-cure = Name everybody who will take part in the operation or in the care of the recipient.
rule-aut-022-who = Living-donor nurse or surgeon; a few minutes

rule-aut-023 = The body that decides is not one the law names.
rule-aut-023-title = The deciding body is one the law names
rule-aut-023-inputs = Named as the deciding body: { $step }.
rule-aut-023-cure = Choose the body that the law names for this donation on that day.
rule-aut-023-who = Chair of the body; a few minutes

rule-aut-024 = The outcome stated is not the one the members voted for.
rule-aut-024-title = The outcome is what the members voted
rule-aut-024-inputs = { $step }: stated is { $outcome }. Votes in favour: { $favourable }. Votes counted: { $counted }.
rule-aut-024-cure = State the outcome that the votes carry, or defer and vote again.
rule-aut-024-who = Whoever closes the ballot; a few minutes

rule-aut-025 = This vote cannot be taken.
rule-aut-025-title = A member votes once, on the file as it stands
rule-aut-025-inputs = { $step }: { $reason }.
rule-aut-025-cure = Read the file as it stands now. Who has voted waits for the others; the body votes again only when it has deferred.
rule-aut-025-who = The member; a few minutes

rule-aut-026 = Somebody votes who may not sit in that body.
rule-aut-026-title = Whoever votes may sit in that body
rule-aut-026-inputs = { $step } ({ $body }): vote of { $who }.
rule-aut-026-cure = Let somebody vote who may. If a profession is missing in an account, have the administrator add it with its paper.
rule-aut-026-who = Chair of the body; an administrator for the account

rule-aut-027 = A body agrees before the donor has signed.
rule-aut-027-title = The donor agrees before a body does
rule-aut-027-inputs = { $step }. The donor’s signature is not on record in this round.
rule-aut-027-cure = Wait for the donor, who may take all the time they want. A no or a deferral needs no signature.
rule-aut-027-who = The donor; the nurse tells the body when it is signed

rule-aut-028 = A paper from outside is not confirmed by a second person.
rule-aut-028-title = A paper from outside is confirmed by a second person
rule-aut-028-inputs = { $step }: { $reason }.
rule-aut-028-cure = Let somebody who did not file it and is not of the team read the paper itself. If it was written down wrongly, file it again.
rule-aut-028-who = A member of an approving body; a few minutes

## Consent
rule-con-001 = No talk has been held in which the donor was informed.
rule-con-001-title = The donor was informed
rule-con-001-inputs = No talk with the donor is on record in this round up to that time.
rule-con-001-cure = Hold the talk with the donor, in a language they understand, and record what was told.
rule-con-001-who = Living-donor nurse; about 1 hour, then the time to reflect begins

rule-con-002 = The donor has not been told everything the law names.
rule-con-002-title = The donor was told everything the law names
rule-con-002-inputs = Not told in any talk: { $topic }.
rule-con-002-cure = Talk with the donor about what is still missing and let them say it back in their own words.
rule-con-002-who = Living-donor nurse; about 1 hour, then the time to reflect begins again

rule-con-003 = A talk was held in a language the donor may not understand.
rule-con-003-title = The donor was told in a language they understand
rule-con-003-inputs = Language of the talk without an interpreter: { $language ->
    [ar] Arabic
    [de] German
    [en] English
    [es] Spanish
    [fa] Persian
    [fr] French
    [hi] Hindi
    [pt] Portuguese
    [ru] Russian
    [ti] Tigrinya
    [tr] Turkish
    [ur] Urdu
    [zh] Chinese
   *[other] { $language }
 }. The donor does not decide in it.
rule-con-003-cure = Repeat the talk in a language the donor decides in, or with an interpreter sent by the hospital. If the donor’s languages are recorded wrongly, correct them.
rule-con-003-who = Living-donor nurse; about 2 days with an interpreter

rule-con-004 = The interpreter is not shown to be independent of the recipient.
rule-con-004-title = The interpreter is independent of the recipient
rule-con-004-inputs = Interpreter brought by: { $engaged_by }. Tie to the recipient: { $tie }.
rule-con-004-cure = Repeat the talk and the teach-back with an interpreter sent by the hospital or an agency, and ask that interpreter about ties to the recipient.
rule-con-004-who = Living-donor nurse; about 2 days

rule-con-005 = The donor has not yet shown that everything was understood.
rule-con-005-title = The donor showed understanding
rule-con-005-inputs = Told, and not yet said back in the donor’s own words: { $topic }.
rule-con-005-cure = Explain it again, more slowly or with pictures, and let the donor say it back in their own words.
rule-con-005-who = Living-donor nurse; about 1 hour, then the time to reflect begins again

rule-con-006 = It is not shown that the donor is able to decide.
rule-con-006-title = The donor is able to decide
rule-con-006-inputs = Ability to decide, as found in the latest talk: { $capacity }.
rule-con-006-cure = Have the ability to decide assessed, and record what was found in a new talk. A donor who is not able to decide cannot give.
rule-con-006-who = Living-donor nurse with the psychologist; about 1 week

rule-con-007 = The time to reflect is not over.
rule-con-007-title = The donor had time to reflect
rule-con-007-inputs = The last talk ended on { $informed_at }. { $passed_hours ->
    [0] Less than one hour has passed,
    [one] One full hour has passed,
   *[other] { $passed_hours } full hours have passed,
 } { $needed_hours ->
    [one] one is needed.
   *[other] { $needed_hours } are needed.
 }
rule-con-007-cure = Wait until the time is over and then ask the donor again. Plan the removal late enough for that.
rule-con-007-who = Nobody can shorten it; it ends by itself

rule-con-008 = The donor has not signed.
rule-con-008-title = The donor signed
rule-con-008-inputs = No signature of the donor is on record in this round up to that time.
rule-con-008-cure = Once the time to reflect is over, ask the donor whether they want to sign. They may say no.
rule-con-008-who = Living-donor nurse with the donor and the witnesses; about 1 hour

rule-con-009 = Too few people witnessed the signature.
rule-con-009-title = Enough people witnessed the signature
rule-con-009-inputs = Witnesses needed: { $needed }, counted: { $counted }. From outside the transplant team needed: { $needed_outside }, counted: { $counted_outside }.
rule-con-009-cure = Let the donor sign again before enough witnesses, with as many from outside the transplant team as the law asks. Record each by account or name.
rule-con-009-who = Living-donor nurse; 1 to 2 days

rule-con-010 = A declaration that nothing was paid or promised is missing.
rule-con-010-title = Everybody declared that nothing was paid or promised
rule-con-010-inputs = No declaration on record from: { $declarant }.
rule-con-010-cure = Explain what the declaration means, each person apart, and record what they declare.
rule-con-010-who = Living-donor nurse; 1 day

rule-con-011 = The recipient has not been told of the crimes and risks.
rule-con-011-title = The recipient was told of the crimes and risks
rule-con-011-inputs = No talk with the recipient about it is on record in this round.
rule-con-011-cure = Tell the recipient that paying for an organ is a crime and what the donor risks, without the donor in the room, and record it.
rule-con-011-who = Living-donor nurse; about 1 hour

rule-con-012 = The donor has stopped.
rule-con-012-title = The donor has not stopped
rule-con-012-inputs = The donor said so on { $withdrawn_at }.
rule-con-012-cure = Nothing has to be cured. Ask for no reason, stop the preparations and go on caring for the donor. Only the donor can begin again, in a new round.
rule-con-012-who = The donor alone

rule-con-013 = The consent is too old on the planned day.
rule-con-013-title = The consent is not too old
rule-con-013-inputs = Signed on { $signed_at }. { $passed_days ->
    [one] One full day lies between the signature and the removal,
   *[other] { $passed_days } full days lie between the signature and the removal,
 } { $valid_days ->
    [one] a consent holds for one day.
   *[other] a consent holds for { $valid_days } days.
 }
rule-con-013-cure = Talk with the donor again and ask whether they still want to; if they do, take a new signature.
rule-con-013-who = Living-donor nurse; the time to reflect counts again

rule-con-014 = Too little time lies between the signature and the removal.
rule-con-014-title = Time passed between the signature and the removal
rule-con-014-inputs = Signed on { $signed_at }. { $passed_hours ->
    [0] Less than one hour lies between the signature and the removal,
    [one] One full hour lies between the signature and the removal,
   *[other] { $passed_hours } full hours lie between the signature and the removal,
 } { $needed_hours ->
    [one] one is needed.
   *[other] { $needed_hours } are needed.
 }
rule-con-014-cure = Plan the removal for a later time, so that the donor can still change their mind.
rule-con-014-who = Surgeon or living-donor nurse; a few minutes

rule-con-015 = The signed text is in a language the donor may not understand.
rule-con-015-title = The signed text is in a language the donor understands
rule-con-015-inputs = Language of the text: { $language ->
    [ar] Arabic
    [de] German
    [en] English
    [es] Spanish
    [fa] Persian
    [fr] French
    [hi] Hindi
    [pt] Portuguese
    [ru] Russian
    [ti] Tigrinya
    [tr] Turkish
    [ur] Urdu
    [zh] Chinese
   *[other] { $language }
 }. The donor does not decide in it.
rule-con-015-cure = Give the donor the text in a language they decide in and let them sign that one. If the donor’s languages are recorded wrongly, correct them.
rule-con-015-who = Living-donor nurse; about 2 days, longer if the text must be translated

## Care after donation
rule-car-001 = Nobody has been named for the donor’s care after donation.
rule-car-001-title = A plan of care stands before the removal
rule-car-001-inputs = No plan of care made by the day of the removal is on record.
rule-car-001-cure = Make the plan of care with the donor: who answers for it, which clinic, who pays, until when.
rule-car-001-who = Living-donor nurse; 1 to 2 days

rule-car-002 = The plan of care does not say who pays.
rule-car-002-title = The plan of care names who pays
rule-car-002-inputs = A plan of care is on record; no payer is named in it.
rule-car-002-cure = Clarify who pays for the donor’s visits and treatment, and name them in the plan of care.
rule-car-002-who = Living-donor nurse with the payer; about 1 week

rule-car-003 = The donor lives in another country than the clinic that shall see them.
rule-car-003-title = A donor from abroad is cared for where they live
rule-car-003-inputs = Country in which the donor lives: { $residence }. Country of the clinic: { $clinic_country }.
rule-car-003-cure = Name a clinic in the country in which the donor lives, and have it agree.
rule-car-003-who = Living-donor nurse; 1 to 3 weeks

rule-car-004 = The plan of care ends, and the visits go on for life.
rule-car-004-title = The plan of care lasts as long as the visits do
rule-car-004-inputs = Last day of the plan of care: { $until }. The country’s schedule of visits has no last one.
rule-car-004-cure = Make the plan of care one for life, or write down who answers for the years after it.
rule-car-004-who = Living-donor nurse; 1 to 2 days

rule-car-005 = Nobody answers for a result that is not as it should be.
rule-car-005-title = Somebody answers for a result that is not as it should be
rule-car-005-inputs = What is missing: { $missing }.
rule-car-005-cure = Name who answers for this donor’s visits, and who pays.
rule-car-005-who = Living-donor nurse; 1 day

rule-car-006 = The clinic is not in the country in which the donor lives.
rule-car-006-title = Care is handed over to where the donor lives
rule-car-006-inputs = Country in which the donor lives: { $residence }. Country of the clinic: { $clinic_country }.
rule-car-006-cure = Ask a clinic in the country in which the donor lives; if the donor moved again, correct the residence first.
rule-car-006-who = Living-donor nurse; 1 to 3 weeks

rule-car-007 = Nobody is named who pays for the care there.
rule-car-007-title = Care that is handed over has a payer there
rule-car-007-inputs = A clinic is named; no payer is.
rule-car-007-cure = Clarify who pays for the donor’s care in that country, and name them.
rule-car-007-who = Living-donor nurse with the payer; about 1 week

## Licences
rule-cen-001 = The centre has no licence for this organ and activity.
rule-cen-001-title = The centre has a licence for this organ and activity
rule-cen-001-inputs = Centre { $centre }. Organ: { $organ }. Activity: { $activity }.
rule-cen-001-cure = Plan the operation at a centre that is licensed for it. The public list of centres shows which are.
rule-cen-001-who = Living-donor nurse or coordinator; 1 day. A new licence comes from the authority

rule-cen-002 = The centre’s licence is suspended.
rule-cen-002-title = The licence is not suspended
rule-cen-002-inputs = Licence { $licence }, suspended since { $suspended_at }. Follow-up visits go on.
rule-cen-002-cure = Plan the operation at another centre that is licensed on that day, or wait until the authority reinstates the licence.
rule-cen-002-who = Living-donor nurse or coordinator; 1 day. Only the authority reinstates

rule-cen-003 = The centre’s licence is revoked.
rule-cen-003-title = The licence is not revoked
rule-cen-003-inputs = Licence { $licence }, revoked since { $revoked_at }. Follow-up visits go on.
rule-cen-003-cure = Plan the operation at another centre that is licensed on that day. This centre needs a new licence.
rule-cen-003-who = Living-donor nurse or coordinator; 1 day

rule-cen-004 = The centre’s licence is not in force on that day.
rule-cen-004-title = The licence is in force on that day
rule-cen-004-inputs = Licence { $licence }: first day { $valid_from }, last day { $valid_to }.
rule-cen-004-cure = Choose a day on which the licence is in force, or a centre that is licensed on the planned day.
rule-cen-004-who = Living-donor nurse or coordinator, 1 day; renewal by the authority, weeks

rule-cen-005 = The centre’s licence does not cover this donor.
rule-cen-005-title = The licence covers this donor
rule-cen-005-inputs = Licence { $licence } does not include: { $scope }.
rule-cen-005-cure = Plan the operation at a centre whose licence includes such donors.
rule-cen-005-who = Living-donor nurse or coordinator; 1 day. A wider licence comes from the authority

rule-cen-006 = A measure against the licence waits for a second signature.
rule-cen-006-title = No measure against the licence waits for a second signature
rule-cen-006-inputs = Licence { $licence }. Measure: { $measure }, first signed on { $signed_at }. { $conditions ->
    [0] The licence carries no conditions.
    [one] The licence carries one condition.
   *[other] The licence carries { $conditions } conditions.
 }
rule-cen-006-cure = Ask the authority what was seen and wait for the second signature, or write down why the operation goes on all the same.
rule-cen-006-who = Director of the centre with the authority; decided within 24 hours of the first signature

## The registry itself
rule-reg-001 = According to the record this donor no longer has that organ.
rule-reg-001-title = The donor’s body still has this organ
rule-reg-001-inputs = Organ: { $organ }. Donor { $with }. { $removed_before ->
    [0] Another organ on record holds the same part.
    [one] One organ of its kind is on record as removed before.
   *[other] { $removed_before } organs of its kind are on record as removed before.
 }
rule-reg-001-cure = Compare the donor’s number, the organ and the side with the operation notes, and correct the record that is wrong.
rule-reg-001-who = Surgeon or living-donor nurse; 1 day

rule-reg-002 = The planned time has already passed.
rule-reg-002-title = Nothing is planned into the past
rule-reg-002-inputs = Planned for { $planned_at }, asked on { $asked_at }.
rule-reg-002-cure = Choose a time that lies ahead. If the operation has already happened, record it as a fact.
rule-reg-002-who = Whoever plans; a few minutes

rule-reg-003 = Donor and recipient are one person in the register.
rule-reg-003-title = Donor and recipient are two people
rule-reg-003-inputs = The number of the donor { $with } and that of the recipient belong to one person.
rule-reg-003-cure = Check both numbers against the identity papers. Choose the right person, or take back a merge that was wrong.
rule-reg-003-who = Living-donor nurse; 1 day

rule-reg-004 = Somebody of this pair is on record as having died before.
rule-reg-004-title = The people are alive
rule-reg-004-inputs = Death on record: { $who }, number { $with }.
rule-reg-004-cure = Check the number and the recorded death against the papers, and correct the record that is wrong.
rule-reg-004-who = Coordinator or living-donor nurse; 1 day

rule-reg-005 = The organ would have moved on before it was recovered.
rule-reg-005-title = An organ is recovered before it moves on
rule-reg-005-inputs = Recovered on { $recovered_at }; the later step is dated { $happened_at }.
rule-reg-005-cure = Compare the number of the organ and both times with the operation notes, and correct the one that is wrong.
rule-reg-005-who = Coordinator; 1 day

rule-reg-006 = A transplantation of this very organ is already on record.
rule-reg-006-title = An organ is transplanted once
rule-reg-006-inputs = { $transplanted_before ->
    [one] One transplantation of this organ is on record already.
   *[other] { $transplanted_before } transplantations of this organ are on record already.
 }
rule-reg-006-cure = Compare the number on the label with the operation notes of both transplantations, and correct the record that is wrong.
rule-reg-006-who = Coordinator with both centres; 1 to 2 days

rule-reg-007 = No donor is on record for this graft.
rule-reg-007-title = A graft has a donor
rule-reg-007-inputs = Organ: { $organ }. Nobody is recorded from whom it came.
rule-reg-007-cure = Look for the donor in the operation notes, the papers that came with the organ and the book of the recovering centre, and record the donor.
rule-reg-007-who = Coordinator; some days

rule-reg-008 = According to the record this organ had already ended elsewhere.
rule-reg-008-title = An organ that ended goes nowhere
rule-reg-008-inputs = Its end is on record on { $ended_at }.
rule-reg-008-cure = Compare the number of the organ with the label and the notes, and correct the record that is wrong.
rule-reg-008-who = Coordinator; 1 day

rule-reg-009 = The operation differs from the one in the pair’s file.
rule-reg-009-title = The operation is the one that was approved
rule-reg-009-inputs = Differs from the file: { $differs }.
rule-reg-009-cure = Check the numbers. If the file has to change, change it: consent and approval then begin anew for the new organ, recipient or centre.
rule-reg-009-who = Living-donor nurse; 1 day to clarify, weeks for a new round

rule-reg-010 = A graft is told to work that is on record as failed.
rule-reg-010-title = A graft that failed does not work again
rule-reg-010-inputs = Recipient: { $with }.
rule-reg-010-cure = Find out which of the two records is wrong, or record the second transplantation.
rule-reg-010-who = Coordinator; 1 day to clarify

rule-con-016-title = Whoever decides has proved who they are
rule-con-016 = The person did not prove who they are in a way this country takes.
rule-con-016-inputs = The way used was: { $way }.
rule-con-016-cure = See an original paper at a counter, or use a code sent by letter.
rule-con-016-who = The person, at a counter.

rule-con-017-title = Whoever decides is old enough, or a guardian decides
rule-con-017 = Whoever decides may not decide for this person.
rule-con-017-inputs = Declared by: { $declarant }. Age on record: { $age }. Age from which a person decides alone: { $needed }.
rule-con-017-cure = Wait until the person is old enough, have a guardian decide where the law lets guardians, or show a paper with the birth date.
rule-con-017-who = The person or the guardian, at a counter.

rule-con-018-title = The decision is one that the register keeps, and it is whole
rule-con-018 = The decision is not whole, or the register of this country does not keep it.
rule-con-018-inputs = Chosen: { $choice }. Lacking: { $lacking }.
rule-con-018-cure = Name the organs or the person, or choose what this register keeps.
rule-con-018-who = Whoever decides, at once.

rule-con-019-title = The person will be told of it
rule-con-019 = Nobody could tell the person what was written down in their name.
rule-con-019-inputs = Addresses known: { $addresses }.
rule-con-019-cure = Take down an address to which a letter can go.
rule-con-019-who = The registrar, at once.

rule-con-020-title = A look-up follows a referral of this very person
rule-con-020 = No hospital referred this person.
rule-con-020-inputs = Referral: { $referral }.
rule-con-020-cure = Have the hospital refer exactly this person.
rule-con-020-who = A physician of the hospital, at once.

rule-con-021-title = The referral was made by somebody else than the reader
rule-con-021 = Whoever wants to look made the referral themselves.
rule-con-021-inputs = Referral: { $referral }.
rule-con-021-cure = Have a colleague look up.
rule-con-021-who = Another coordinator, at once.

rule-con-022-title = The person is on a pathway for which the law opens the register
rule-con-022 = The law does not open the register on this pathway, or not yet.
rule-con-022-inputs = Pathway: { $pathway }, since { $certified_at }.
rule-con-022-cure = Wait until the law opens the register, and refer anew.
rule-con-022-who = The treating hospital.

rule-con-023-title = The referral has not expired
rule-con-023 = The referral has expired.
rule-con-023-inputs = Made on { $made_at }; hours it holds: { $hours }.
rule-con-023-cure = Have the hospital refer anew, if the reason still stands.
rule-con-023-who = A physician of the hospital, at once.

rule-con-024-title = Two people signed for the old register, and neither brought it in
rule-con-024 = Fewer than two others signed for this file.
rule-con-024-inputs = Others who signed: { $signers }.
rule-con-024-cure = Have two people sign who did not bring the file in.
rule-con-024-who = Inspectors and the privacy officer.

rule-con-025-title = A sample of the old register agrees with its source
rule-con-025 = The sample was not held whole, or a row does not agree with its source.
rule-con-025-inputs = Rows to hold: { $needed }. Held by others: { $held }. Not agreeing: { $wrong }.
rule-con-025-cure = Hold every row of the sample against its source. Where one differs, send the file back and find out why.
rule-con-025-who = A registrar who did not bring the file in.

rule-con-026-title = What the report warns of was explained by two people
rule-con-026 = The report warns of something that two people have not explained.
rule-con-026-inputs = Not explained: { $warning }.
rule-con-026-cure = Find out why, and explain it in writing when signing; or send the file back.
rule-con-026-who = Two of those who sign.
