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

rule-aut-029-title = Death is certified by enough doctors
rule-aut-029 = Death is not certified by enough doctors yet.
rule-aut-029-inputs = By { $criteria }: { $certified } certified, { $needed } are needed.
rule-aut-029-cure = Have another physician examine the person and certify death in their own session.
rule-aut-029-who = A physician who takes no part in recovery; as long as the law wants death watched.

rule-aut-030-title = Whoever certified death takes no part in recovery or transplantation
rule-aut-030 = A doctor who certified death would take part, or no team is named.
rule-aut-030-inputs = Reason: { $reason }. Doctor: { $doctor }.
rule-aut-030-cure = Name the recovery team, without anybody who certified death and with nobody certifying who transplants.
rule-aut-030-who = The coordinator, at once; or another doctor certifies.

rule-aut-031-title = Death was watched as long as the law asks
rule-aut-031 = Death was not watched as long as the law asks.
rule-aut-031-inputs = By { $criteria }: watched { $watched }, needed { $needed } { $unit }.
rule-aut-031-cure = Wait, examine again, and certify anew.
rule-aut-031-who = The certifying doctors, when the time has passed.

rule-aut-032-title = The donor register was read
rule-aut-032 = Nobody has read the donor register for this person.
rule-aut-032-inputs = The register: { $register }.
rule-aut-032-cure = Refer the person, and have a coordinator read the register.
rule-aut-032-who = The hospital refers, a coordinator reads; within minutes.

rule-aut-033-title = The person did not say no
rule-aut-033 = The person said no to what shall be taken.
rule-aut-033-inputs = Not given: { $organ }.
rule-aut-033-cure = Nothing cures a no. Leave out what the person did not give.
rule-aut-033-who = Nobody may go against it.

rule-aut-034-title = Somebody who may authorise the recovery did
rule-aut-034 = Nobody who may authorise this recovery did.
rule-aut-034-inputs = Without a ground: { $organ }. Grounds the law takes: { $ground }.
rule-aut-034-cure = Ask the family, or whoever the person named, and write their answer down.
rule-aut-034-who = The donor coordinator with the family; as long as they need.

rule-aut-035-title = What the family declined is not taken
rule-aut-035 = The family declined what shall be taken.
rule-aut-035-inputs = Asked: { $kin }. Declined: { $declined }.
rule-aut-035-cure = Leave out what they declined. Speak with them again only if they wish.
rule-aut-035-who = The family.

rule-aut-036-title = The family was asked
rule-aut-036 = Nobody has asked the family.
rule-aut-036-inputs = Talks on record: { $talks }.
rule-aut-036-cure = Speak with the family, or write down that nobody could be reached.
rule-aut-036-who = The donor coordinator, before the recovery.

rule-aut-037-title = For a minor, those with authority agreed
rule-aut-037 = The donor is a minor, or may be one, and those with authority did not agree.
rule-aut-037-inputs = Reason: { $reason }. Full age: { $needed }.
rule-aut-037-cure = Find out the age; ask parents or guardian.
rule-aut-037-who = Parents or guardian.

rule-aut-038-title = No coroner or court holds the body
rule-aut-038 = A coroner or court holds the body.
rule-aut-038-inputs = Held by: { $held_by }, since { $since }.
rule-aut-038-cure = Ask for the release, and write it down.
rule-aut-038-who = Whoever holds the body.

rule-aut-039-title = A judge gave leave where the law asks for it
rule-aut-039 = The law asks for a judge’s leave, and there is none.
rule-aut-039-inputs = Needed because of: { $because }.
rule-aut-039-cure = Ask for leave, and write it down.
rule-aut-039-who = A judge, prosecutor or coroner on duty.

rule-aut-040-title = The minimum set is complete, or risk and benefit were weighed
rule-aut-040 = Something of the minimum set is missing, and nobody weighed it.
rule-aut-040-inputs = Missing: { $missing }.
rule-aut-040-cure = Complete the set, or weigh risk and benefit for what is missing and write down why.
rule-aut-040-who = The donor coordinator with the team that transplants.

rule-aut-041-title = Two independent determinations of the blood group agree
rule-aut-041 = There are not two independent determinations of the blood group that agree.
rule-aut-041-inputs = Reason: { $reason }. Determinations: { $determinations }.
rule-aut-041-cure = Take another sample, and have somebody else write the result down.
rule-aut-041-who = Two people and the laboratory, within the hour.

rule-aut-042-title = Critical results were acknowledged
rule-aut-042 = A critical result was not acknowledged.
rule-aut-042-inputs = Not acknowledged: { $what }.
rule-aut-042-cure = Read the result, act on it, and acknowledge it.
rule-aut-042-who = Whoever looks after the donor, at once.

rule-aut-043-title = The law of the country knows this way of donating
rule-aut-043 = The law of this country does not know this way of donating.
rule-aut-043-inputs = The way: { $way }.
rule-aut-043-cure = Nothing cures this; correct the category if it was written down wrongly.
rule-aut-043-who = Parliament.

rule-aut-044-title = Recovery begins after death
rule-aut-044 = The incision would come before death.
rule-aut-044-inputs = Death is certified for { $died_at }.
rule-aut-044-cure = Plan the recovery after the instant of death.
rule-aut-044-who = The coordinator.

rule-aut-045-title = What was recovered had been approved
rule-aut-045 = What was recovered had not been approved.
rule-aut-045-inputs = Lacking: { $lacking }.
rule-aut-045-cure = Write down why; somebody will ask.
rule-aut-045-who = Whoever recovered.
rule-con-054-title = The family declared that nothing was offered
rule-con-054 = Not everybody of the family who agreed has declared that nothing was offered for the donation.
rule-con-054-inputs = Still to declare: { $kin }.
rule-con-054-cure = Read them the declaration in their language, with an interpreter if needed, and write down what they say.
rule-con-054-who = The donor coordinator, before the recovery.

rule-con-055-title = Nothing was offered to the family for the donation
rule-con-055 = Somebody of the family declares that something was offered, promised or given for the donation.
rule-con-055-inputs = Who: { $kin }. What they declare: { $said }.
rule-con-055-cure = Nothing cures it; a person must look into it.
rule-con-055-who = Whoever reads questions in the case vault.

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

rule-cen-008 = Nobody of the authority has looked at this centre for too long.
rule-cen-008-title = The centre’s audit is not overdue
rule-cen-008-inputs = Centre { $centre }. Last look on { $last_look }, next due by { $audit_due }.
rule-cen-008-cure = Ask the authority for the audit that is due. Until it has ended, another licensed centre can operate.
rule-cen-008-who = Director of the centre with the inspectors; a few weeks
rule-cen-007 = Somebody with a part in this has no valid licence as a professional for that day.
rule-cen-007-title = Whoever does it holds a valid licence as a professional on that day
rule-cen-007-inputs = { $who } ({ $part }): { $reason } on { $on }.
rule-cen-007-cure = Name somebody else whose licence is valid on that day, or wait until the licence is entered, renewed or reinstated.
rule-cen-007-who = Living-donor nurse or coordinator, 1 day; only an inspector enters or reinstates a licence

rule-rej-001 = This procedure was rejected because of trafficking, and it was referred to nobody.
rule-rej-001-title = What looks like a crime is referred
rule-rej-001-inputs = It is not written why to nobody.
rule-rej-001-cure = Refer it to police, to the financial intelligence unit, to services for victims or to the authority; or write down why not.
rule-rej-001-who = Whoever said no; the same day
rule-rej-002 = This procedure was rejected because of trafficking, and the donor was not offered care.
rule-rej-002-title = The donor is offered care
rule-rej-002-inputs = Care was not offered.
rule-rej-002-cure = Offer the donor medical and psychosocial care and help for victims; it does not depend on whether they tell anything.
rule-rej-002-who = The centre or services for victims; within days
rule-rej-003 = Trafficking is called proven, and nobody is named who found it.
rule-rej-003-title = Proven means that somebody found it
rule-rej-003-inputs = No court and no authority is named.
rule-rej-003-cure = Name the court or authority and the number of its finding, or call it alleged.
rule-rej-003-who = Whoever wrote it down; minutes
rule-rej-004 = The two people of this pair were rejected before.
rule-rej-004-title = The same pair was not rejected before
rule-rej-004-inputs = Investigators see where and how they were found.
rule-rej-004-cure = Read why they were rejected, hear the donor alone, and decide whether it becomes a case.
rule-rej-004-who = An investigator; usually days
rule-ind-001 = The evaluation of this pair has a question that is not answered yet.
rule-ind-001-title = The questions of the evaluation are answered
rule-ind-001-inputs = The evaluators know which.
rule-ind-001-cure = The evaluators or the approving body answer in writing what is still open. You need do nothing.
rule-ind-001-who = An evaluator or a member of the approving body; usually a day
rule-ind-002 = A second pair of eyes has not looked at this pair yet.
rule-ind-002-title = A second pair of eyes has looked
rule-ind-002-inputs = The evaluators know why.
rule-ind-002-cure = Let an evaluator who has not looked yet go through the file, and let the donor be heard alone once more by somebody new.
rule-ind-002-who = An evaluator from outside the team; a few days
rule-ind-003 = This answer does not count alone.
rule-ind-003-title = Nobody clears alone what they wrote down
rule-ind-003-inputs = Reason: { $reason }.
rule-ind-003-cure = Let somebody else who may answer clear it, or write down that it remains.
rule-ind-003-who = Another evaluator or a member of the approving body; a few minutes
rule-rep-101 = What this party knew is not established without a basis.
rule-rep-101-title = Nobody acted knowingly without a basis
rule-rep-101-inputs = Party { $party } of this case.
rule-rep-101-cure = Name the basis and say which judgment, paper or testimony it is, or write that the knowledge is alleged.
rule-rep-101-who = Whoever works on the case; a few minutes
rule-rep-102 = No law that is known here allows disclosing this case to this authority.
rule-rep-102-title = A disclosure has a legal basis
rule-rep-102-inputs = To: { $to }.
rule-rep-102-cure = Choose an authority for which the law names a provision, or let the country’s profile be completed with it and its source.
rule-rep-102-who = A lawyer of the authority; days
rule-rep-103 = More would be disclosed than the law opens for this recipient, or nothing at all.
rule-rep-103-title = No more is disclosed than the recipient needs
rule-rep-103-inputs = Not for this recipient: { $field }.
rule-rep-103-cure = Leave these fields out, and write a summary for this recipient instead.
rule-rep-103-who = Whoever works on the case; a few minutes
rule-rep-104 = The recipient is somebody this case is about.
rule-rep-104-title = Whoever the case is about is not told of it
rule-rep-104-inputs = Reason: { $reason }.
rule-rep-104-cure = Disclose it to an authority that has no part in it.
rule-rep-104-who = Whoever works on the case; a few minutes
rule-rep-105 = Something is still open in this case.
rule-rep-105-title = Nothing is left open when a case is closed
rule-rep-105-inputs = Parties without an outcome: { $parties }. Open tasks: { $tasks }. Unanswered referrals: { $referrals }. The suspected crime is { $crime }.
rule-rep-105-cure = Write down what became of each party, finish the tasks, record what the offices answered, and say which crime was suspected.
rule-rep-105-who = Whoever leads the case; as long as the answers take

## Protection and support
rule-vic-001 = The body has not heard enough professions on this status yet.
rule-vic-001-title = A body of several professions says who is a victim
rule-vic-001-inputs = Professions heard: { $heard }. Needed: { $needed }.
rule-vic-001-cure = Let members of other professions say which status they see, and write the decision down then.
rule-vic-001-who = Members of the body; usually a few days
rule-vic-002 = A protected person was punished for what was done with them, or somebody took revenge.
rule-vic-002-title = Whoever was exploited is not punished, and nobody takes revenge
rule-vic-002-inputs = What was done: { $harm }.
rule-vic-002-cure = Answer the alarm: ask the prosecutor or authority in writing to spare the person, and bring them to safety where they are threatened.
rule-vic-002-who = Case worker and protection officer; today
rule-vic-003 = This consent to share does not end in time.
rule-vic-003-title = A consent to share comes to an end
rule-vic-003-inputs = Last day named: { $until }. Days allowed at most: { $days }.
rule-vic-003-cure = Name an earlier last day, and ask the person again before it passes.
rule-vic-003-who = Case worker with the person; a few minutes
rule-vic-004 = The person was asked before the days to recover had passed.
rule-vic-004-title = Time to recover comes before questions
rule-vic-004-inputs = Authorities may ask from { $first } on.
rule-vic-004-cure = Tell the authority in writing from when it may ask, and ask it to hear the person again only then.
rule-vic-004-who = Case worker; today

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

rule-vig-001-title = No unit of a recalled donor is grafted
rule-vig-001 = This organ or its donor is recalled. It must not be grafted.
rule-vig-001-inputs = Recalled under { $recall }: { $of }, since { $since }.
rule-vig-001-cure = Take another organ. If the recall proves wrong, somebody else than who ordered it lifts it.
rule-vig-001-who = The vigilance officer or an inspector, within hours.

rule-vig-002-title = A recall is lifted by somebody else than who ordered it
rule-vig-002 = You ordered this recall yourself. Somebody else must lift it.
rule-vig-002-inputs = The recall: { $recall }.
rule-vig-002-cure = Ask another officer or an inspector to read the reasons and lift it.
rule-vig-002-who = Another vigilance officer or an inspector, at once.

rule-vig-003-title = Everybody who was alerted knows before the case is closed
rule-vig-003 = Somebody who was alerted has not answered yet. Nobody can say that nobody else is in danger.
rule-vig-003-inputs = Alerts without an answer: { $waiting }.
rule-vig-003-cure = Call the centres that did not answer, and have them acknowledge.
rule-vig-003-who = The centres concerned, within the hour.

rule-vig-004-title = The country of origin closes, with what every destination found
rule-vig-004 = The final report belongs to the country of origin and needs an answer from every country that received something.
rule-vig-004-inputs = Country of origin: { $origin }. Not heard: { $lacking }.
rule-vig-004-cure = Write down what each country answered, or that it was asked and gave none. If the donation was made abroad, write down that country’s own report.
rule-vig-004-who = The vigilance officer, once the answers are there.

rule-vig-005-title = The final report comes within the time of the law
rule-vig-005 = The final report is later than the law allows.
rule-vig-005-inputs = It was due { $due }; months allowed: { $months }.
rule-vig-005-cure = Say in the report why it took longer.
rule-vig-005-who = The vigilance officer, with the report.

rule-vig-006-title = An adverse event is filed within the time of the law
rule-vig-006 = It was filed later than the law allows.
rule-vig-006-inputs = Noticed { $detected }; hours allowed: { $hours }.
rule-vig-006-cure = It is kept and everybody is alerted. Say in writing why it came late.
rule-vig-006-who = Whoever filed, within days.

rule-vig-007-title = An alert is acknowledged before its first clock runs out
rule-vig-007 = The alert was acknowledged after its first clock had run out.
rule-vig-007-inputs = Queued { $queued }; minutes allowed: { $minutes }.
rule-vig-007-cure = It is kept. Look at the rota: who should have been reached?
rule-vig-007-who = The centre, at its next review.

rule-vig-008-title = A critical result is written down at once
rule-vig-008 = A critical result was written down later than the law allows.
rule-vig-008-inputs = Reported { $reported }; minutes allowed: { $minutes }.
rule-vig-008-cure = It is kept and everybody is alerted. Say where it lay, and how the laboratory reaches you directly.
rule-vig-008-who = Whoever wrote it down, within days.
rule-vig-009-title = Nothing is removed from a living donor who is recalled
rule-vig-009 = The donor is recalled. Nothing must be removed from them for a recipient.
rule-vig-009-inputs = Recalled under { $recall }: { $of }, since { $since }.
rule-vig-009-cure = Find out what the recall is about. If it proves wrong, somebody else than who ordered it lifts it.
rule-vig-009-who = The vigilance officer or an inspector, within hours.

rule-reg-010 = A graft is told to work that is on record as failed.
rule-reg-010-title = A graft that failed does not work again
rule-reg-010-inputs = Recipient: { $with }.
rule-reg-010-cure = Find out which of the two records is wrong, or record the second transplantation.
rule-reg-010-who = Coordinator; 1 day to clarify

rule-reg-011 = These are not parts of this organ.
rule-reg-011-title = An organ is divided into parts of itself
rule-reg-011-inputs = Organ: { $organ }. Part that does not fit: { $part }.
rule-reg-011-cure = Compare the number of the organ and the names of the parts with what lies on the table.
rule-reg-011-who = Recovery team; at once

rule-reg-012 = According to the record this organ was not on its way then.
rule-reg-012-title = An organ ends once, and while it is on its way
rule-reg-012-inputs = On record: { $stands }, since { $since }.
rule-reg-012-cure = Compare the number of the organ with the label and the notes, and correct the record that is wrong.
rule-reg-012-who = Recovery team or coordinator; 1 day

rule-reg-013 = No approval is named for the research that received this organ.
rule-reg-013-title = An organ is given to research under an approval
rule-reg-013-inputs = It ended as: { $to }.
rule-reg-013-cure = Ask the laboratory for the number of its approval and write it down.
rule-reg-013-who = Recovery team; 1 day

rule-reg-042 = The graft has a size that is not permitted for this recipient.
rule-reg-042-title = The graft has a size that the country permits
rule-reg-042-inputs = { $measure }: { $ratio }; permitted from { $lowest } to { $highest }.
rule-reg-042-cure = Check weights, heights and the weight of the graft. If they are right, look for another recipient or another graft.
rule-reg-042-who = Surgeon; before the operation

rule-reg-043 = The size of the graft lies outside what is recommended for this recipient.
rule-reg-043-title = The graft has a size that the country recommends
rule-reg-043-inputs = { $measure }: { $ratio }; recommended from { $lowest } to { $highest }.
rule-reg-043-cure = Look at donor and recipient once more, and write down why the graft goes to this recipient all the same.
rule-reg-043-who = Surgeon; before the operation

rule-reg-044 = Whether the graft has the right size cannot be told.
rule-reg-044-title = What the size is recommended by is on record
rule-reg-044-inputs = { $measure }: missing is { $missing }.
rule-reg-044-cure = Measure what is missing and write it down under results. An equation for adults says nothing of a child: judge by eye, and write down how.
rule-reg-044-who = Surgeon with the ward; minutes

rule-reg-045 = A size that must be known is not known.
rule-reg-045-title = What the size is permitted by is on record
rule-reg-045-inputs = { $measure }: missing is { $missing }.
rule-reg-045-cure = Weigh the graft and the recipient, write the values down, and ask again.
rule-reg-045-who = Surgeon with the ward; minutes

rule-reg-040-title = Nothing leaves quarantine before its release
rule-reg-040 = The unit was not released yet.
rule-reg-040-inputs = Unit: { $unit }. It was made by: { $how }.
rule-reg-040-cure = Let a responsible person who did not make it release the unit.
rule-reg-040-who = The responsible person of the establishment.
rule-reg-041-title = Somebody else than who made it releases a unit
rule-reg-041 = Whoever made the unit cannot release it.
rule-reg-041-inputs = Unit: { $unit }. Why: { $why }.
rule-reg-041-cure = Ask a responsible person who took no part in making it.
rule-reg-041-who = Another responsible person of the establishment.
rule-trc-025-title = Somebody else than who decided holds organ and recipient together
rule-trc-025 = Whoever decided that blood groups may be crossed cannot check it at the table alone.
rule-trc-025-inputs = Decision: { $decision }. Why: { $why }.
rule-trc-025-cure = Let a colleague who did not decide scan organ and wristband.
rule-trc-025-who = Another surgeon or coordinator; at once
rule-trc-001-title = A label is for an organ on its way
rule-trc-001 = This organ is not on its way any more.
rule-trc-001-inputs = How it ended: { $ended }.
rule-trc-001-cure = Compare the number with the organ in hand. If the recorded end is wrong, correct it; else nothing travels.
rule-trc-001-who = Coordinator or recovery team; at once

rule-trc-002-title = A label is for an organ whose donor is on record
rule-trc-002 = No donor is on record for this organ.
rule-trc-002-inputs = Number of the organ: { $unit }.
rule-trc-002-cure = Find the donor’s record and enter the organ with it.
rule-trc-002-who = Recovery team; before the organ leaves

rule-trc-003-title = The label says what a label must say
rule-trc-003 = The label lacks something that it must say.
rule-trc-003-inputs = What it lacks: { $lacks }.
rule-trc-003-cure = Fill in what is missing, for both places.
rule-trc-003-who = Whoever prints; at once

rule-trc-004-title = The organ is meant for this recipient
rule-trc-004 = This organ is not meant for this recipient, as far as the record says.
rule-trc-004-inputs = Meant for: { $meant }.
rule-trc-004-cure = Compare both numbers with the box and the wristband. Call the coordinator before anything else.
rule-trc-004-who = Surgeon and coordinator; at once

rule-trc-005-title = The recipient on the table is known by two signs
rule-trc-005 = Nobody has made sure by two signs who lies on the table.
rule-trc-005-inputs = Known by: { $identity }.
rule-trc-005-cure = Read the wristband and hold it against what the recipient said or their papers.
rule-trc-005-who = Theatre team; 5 minutes

rule-trc-006-title = Both blood groups are known from two samples
rule-trc-006 = A blood group is not sure.
rule-trc-006-inputs = Of: { $who }. Why: { $why }.
rule-trc-006-cure = Have a second sample determined, or withdraw the wrong one.
rule-trc-006-who = Laboratory; 30 minutes

rule-trc-007-title = The blood groups fit
rule-trc-007 = The recipient’s blood group does not bear this organ.
rule-trc-007-inputs = Donor { $donor_group }, recipient { $recipient_group }. Why: { $why }.
rule-trc-007-cure = Stop. Check both samples and both numbers. A graft across groups needs the decision of the team that prepared it.
rule-trc-007-who = Surgeon and laboratory; at once

rule-trc-008-title = The organ was handed over here
rule-trc-008 = The record does not have this organ here.
rule-trc-008-inputs = The record has it at: { $held_at }. The table stands at: { $table }.
rule-trc-008-cure = Scan the box and write down the hand-over. If it was never sent here, it is another box.
rule-trc-008-who = Courier or theatre team; 5 minutes

rule-trc-009-title = The organ may still be grafted
rule-trc-009 = The last instant at which this organ may be grafted has passed.
rule-trc-009-inputs = Last instant: { $use_by_at }; now: { $at }.
rule-trc-009-cure = Decide with the recovery team. If the instant was wrong, print the label anew.
rule-trc-009-who = Surgeon and recovery team; at once

rule-trc-011-title = The organ that was scanned is known
rule-trc-011 = Nobody knows an organ of the number that was scanned.
rule-trc-011-inputs = The number stands in the entry.
rule-trc-011-cure = Ask whoever scanned it what stands on the label, and say which organ was meant.
rule-trc-011-who = Coordinator; at once

rule-trc-012-title = The organ that was scanned was on its way
rule-trc-012 = The organ was scanned after its way had ended, or the clocks do not tell which came first.
rule-trc-012-inputs = Its end: { $fate }, { $ended_at }.
rule-trc-012-cure = Compare the number with the label and the reports, and say which organ was meant or when it was.
rule-trc-012-who = Coordinator; at once

rule-trc-013-title = An organ leaves a place once
rule-trc-013 = Two hand-overs say that the organ left the same place.
rule-trc-013-inputs = The other one: { $with }.
rule-trc-013-cure = Ask both hands which of them had the box.
rule-trc-013-who = Coordinator; at once

rule-trc-014-title = The clock of the device was as it was measured
rule-trc-014 = The clock of the device was changed while it was without the network.
rule-trc-014-inputs = It moved by { $moved_s } s and had been measured to within { $measured_s } s.
rule-trc-014-cure = Ask when the hand-over was, and write that down.
rule-trc-014-who = Coordinator; one day

rule-trc-015-title = The way to the table was within its temperatures
rule-trc-015 = On its way this organ was outside the temperatures that are recommended.
rule-trc-015-inputs = { $outside } of { $readings } readings lie outside; coldest { $coldest } °C, warmest { $warmest } °C.
rule-trc-015-cure = Look at the temperatures with the recovery team, and decide whether the organ is grafted.
rule-trc-015-who = Surgeon; before the graft

rule-trc-016-title = The organ travels within its temperatures
rule-trc-016 = Readings lie outside the temperatures that are recommended for this organ.
rule-trc-016-inputs = Readings outside: { $outside }, from { $coldest } to { $warmest } °C. Recommended: { $lowest_c } to { $highest_c } °C.
rule-trc-016-cure = Look into the box, add ice or take it away, and call whoever receives the organ.
rule-trc-016-who = Whoever carries the organ; at once

rule-trc-017-title = A device says one thing at a time
rule-trc-017 = The record has other readings of this device at the same instants.
rule-trc-017-inputs = Instants that contradict: { $readings }.
rule-trc-017-cure = Compare the number of the device with the box, and keep the file as the device wrote it.
rule-trc-017-who = Whoever brought in the file; 1 day

rule-trc-018-title = Readings lie on the organ’s way
rule-trc-018 = Readings lie before the recovery of the organ, or after its end.
rule-trc-018-inputs = Readings apart: { $readings }. Recovered: { $recovered_at }. Ended: { $ended_at }.
rule-trc-018-cure = Compare the number of the device with the box, and its clock with another one.
rule-trc-018-who = Whoever brought in the readings; 1 day

rule-trc-019-title = A graft across blood groups belongs to a programme
rule-trc-019 = No programme of the country permits this graft across blood groups.
rule-trc-019-inputs = Organ: { $organ }. Donor: { $donor }. Ground: { $ground }.
rule-trc-019-cure = Choose an organ whose group fits, or the ground that the country permits.
rule-trc-019-who = Whoever answers for the programme; before the theatre

rule-trc-021-title = Every numbered sheet is accounted for
rule-trc-021 = A numbered sheet came back neither entered nor void.
rule-trc-021-inputs = Sheet: { $sheet }. Outage over: { $ended_at }. Days since: { $days }.
rule-trc-021-cure = Ask whoever holds the sheet; enter it, or have it voided by somebody else.
rule-trc-021-who = Coordinator; 1 day

rule-trc-022-title = What a sheet tells happened in an outage
rule-trc-022 = The time on the paper lies in no outage of the sheet’s unit, or before the sheet was given out.
rule-trc-022-inputs = Sheet: { $sheet }. Time on the paper: { $happened_at }. Given out: { $issued_at }. Outages of the unit on record: { $outages }.
rule-trc-022-cure = Hold the time against the paper; write the outage down if nobody did.
rule-trc-022-who = Whoever entered the sheet; 1 day

rule-trc-023-title = A sheet is used once
rule-trc-023 = The sheet was entered or voided before.
rule-trc-023-inputs = Sheet: { $sheet }. It stood as: { $state }.
rule-trc-023-cure = Look at the paper: one of the two stands on another sheet, or on none.
rule-trc-023-who = Coordinator; 1 day

rule-trc-024-title = A second person confirms or voids a sheet
rule-trc-024 = Whoever wrote, entered or holds a sheet neither confirms nor voids it.
rule-trc-024-inputs = Sheet: { $sheet }.
rule-trc-024-cure = Hand the paper to a colleague.
rule-trc-024-who = A colleague with the same permission; today

rule-trc-020-title = The recipient is as young as the programme asks
rule-trc-020 = The recipient is not surely below the age that the programme sets.
rule-trc-020-inputs = Age in months: { $months }. Below: { $under_months }.
rule-trc-020-cure = Complete the birth date if it is missing or not exact. An older recipient needs an organ whose group fits.
rule-trc-020-who = Whoever answers for the programme; before the theatre

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

## Expenses
rule-con-030-title = The expenses belong to a donation that counts
rule-con-030 = This donation does not count for expenses yet.
rule-con-030-inputs = The law reimburses: { $reimbursed }.
rule-con-030-cure = Wait until the evaluation is on record or the bodies have decided, as the law asks.
rule-con-030-who = Living-donor nurse; as long as the evaluation or decision takes

rule-con-031-title = The expense lies in the time of the donation and was claimed in time
rule-con-031 = An expense lies outside the time of the donation or was claimed too late.
rule-con-031-inputs = Expense { $expense } of { $on }, claimed on { $claimed }. The first day that counts is { $first }; it must be claimed within this many days: { $claim_days }.
rule-con-031-cure = Look at the receipt’s day and correct the expense if it was typed wrongly. Otherwise it is not reimbursed.
rule-con-031-who = Living-donor nurse; 1 day

rule-con-032-title = The law reimburses this category
rule-con-032 = The law does not reimburse this category.
rule-con-032-inputs = Not on the list of the law: { $category }.
rule-con-032-cure = Choose the right category if it was typed wrongly; otherwise refuse the expense with the reason.
rule-con-032-who = Expenses officer

rule-con-033-title = There is a receipt where the law wants one
rule-con-033 = A receipt is missing.
rule-con-033-inputs = Without a receipt: { $expense }, { $category }.
rule-con-033-cure = Ask the donor for the receipt, or the issuer for a copy, and file it.
rule-con-033-who = Living-donor nurse with the donor; some days

rule-con-034-title = No more is accepted than was spent, or than the rate gives
rule-con-034 = More would be accepted than was spent, or than the rate gives.
rule-con-034-inputs = Expense { $expense }: accepted { $accepted }, at most { $most }.
rule-con-034-cure = Accept what the receipt shows, or the rate times the days or kilometres.
rule-con-034-who = Expenses officer

rule-con-035-title = Nothing is paid twice
rule-con-035 = The same expense seems to stand elsewhere.
rule-con-035-inputs = Expense { $expense } doubles { $of } by: { $by }.
rule-con-035-cure = Look at both receipts. Refuse or take back the one that is the same; where only day and amount agree, write down why they are two.
rule-con-035-who = Expenses officer; 1 day

rule-con-036-title = Whoever claims, verifies and pays are three people
rule-con-036 = The same person did the step before.
rule-con-036-inputs = Expense { $expense }: the same person { $did }.
rule-con-036-cure = Leave it to a colleague.
rule-con-036-who = Another expenses officer; at once

rule-con-037-title = No more is paid than was verified
rule-con-037 = More would be paid than was verified.
rule-con-037-inputs = Expense { $expense }: verified { $verified }, paid before { $before }, now { $pays }.
rule-con-037-cure = Pay what is verified and open, or have the rest verified first.
rule-con-037-who = Expenses officer

rule-con-038-title = The cap of each category is kept
rule-con-038 = The cap of a category would be exceeded.
rule-con-038-inputs = { $category }: the cap is { $cap }, the sum would be { $sum }.
rule-con-038-cure = Pay up to the cap.
rule-con-038-who = Expenses officer

rule-con-039-title = The cap of the whole donation is kept
rule-con-039 = The cap of the donation would be exceeded.
rule-con-039-inputs = The cap is { $cap }, the sum would be { $sum }.
rule-con-039-cure = Pay up to the cap.
rule-con-039-who = Expenses officer

rule-con-040-title = The law permits this payer
rule-con-040 = The law does not permit this payer.
rule-con-040-inputs = Who pays: { $payer }.
rule-con-040-cure = Have it paid by one of those whom the law names.
rule-con-040-who = Expenses officer

rule-con-041-title = Currencies are not mixed in silence
rule-con-041 = Currencies are mixed without a rate.
rule-con-041-inputs = { $of }: currency { $currency }; the country’s is { $own }.
rule-con-041-cure = Convert at a published rate and write down the rate and its source.
rule-con-041-who = Expenses officer

rule-con-042-title = It was declared that nothing is paid for the organ
rule-con-042 = It has not been declared that nothing is paid for the organ.
rule-con-042-inputs = Not declared by: { $declarant }.
rule-con-042-cure = Have the declaration signed and record it on the pair’s page.
rule-con-042-who = Living-donor nurse; 1 day

rule-con-043-title = Nobody is rewarded
rule-con-043 = Somebody is rewarded for an organ.
rule-con-043-inputs = Paid to { $payee } by { $payer }, for: { $ground }.
rule-con-043-cure = Nothing cures it. What was paid is kept as it was.
rule-con-043-who = Nobody

rule-con-044-title = Fees are within the tariff
rule-con-044 = A fee is above the tariff.
rule-con-044-inputs = { $service }: the tariff is { $tariff }, paid were { $paid }.
rule-con-044-cure = Look at the bill. What was paid is kept as it was.
rule-con-044-who = Expenses officer; some days

rule-con-050-title = Whoever signs for a child has authority over the child
rule-con-050 = Not everybody who must sign for the child has signed, or somebody signed without authority.
rule-con-050-inputs = What is missing: { $lacking }. Guardianships concerned: { $guardianship }.
rule-con-050-cure = See the paper of every guardian, write the authority down, and let everybody sign who decides together.
rule-con-050-who = The team, with the guardians.

rule-con-051-title = The child was asked
rule-con-051 = Nobody asked the child.
rule-con-051-inputs = Age: { $age }; children are asked from { $needed } years.
rule-con-051-cure = Speak with the child in words that fit the age, and write down what was said, in which language and how.
rule-con-051-who = Whoever the child trusts in the team.

rule-con-052-title = A child who objects is not overruled
rule-con-052 = The child says no.
rule-con-052-inputs = Children are asked from { $needed } years.
rule-con-052-cure = Stop, and speak again later. What cannot wait is decided by a court.
rule-con-052-who = The team, with the family; a court where it cannot wait.

rule-con-053-title = Nobody signs for somebody of age
rule-con-053 = The person is of age, or the birth date is not known.
rule-con-053-inputs = Age: { $age }; of age from { $majority } years.
rule-con-053-cure = Let the person decide. Where the birth date is missing, find a paper and correct the record first.
rule-con-053-who = The team.

rule-reg-020-title = No more goes out than is there
rule-reg-020 = More is asked for than is left, or in another unit of measure.
rule-reg-020-inputs = Unit: { $with }. Asked for: { $asked } ({ $measure }). Left: { $left } ({ $held_in }).
rule-reg-020-cure = Ask for what is left, or correct what was entered before it is taken.
rule-reg-020-who = The tissue establishment, at once.

rule-reg-021-title = No more comes of a step than went into it
rule-reg-021 = More came out than went in.
rule-reg-021-inputs = Went in: { $went_in }. Came out: { $came_out } ({ $measure }).
rule-reg-021-cure = Measure again, and name every unit that was used.
rule-reg-021-who = The tissue establishment, at once.

rule-reg-022-title = Nothing is used after its last day
rule-reg-022 = The last day of use is over.
rule-reg-022-inputs = Unit: { $unit }. Last day: { $expires_on }.
rule-reg-022-cure = Use another unit, and throw this one away.
rule-reg-022-who = The tissue establishment, at once.

rule-reg-023-title = Nothing that was recalled is used
rule-reg-023 = The unit is under a recall.
rule-reg-023-inputs = Unit: { $unit }. Reason: { $reason }.
rule-reg-023-cure = Use another unit, or wait until somebody other than who recalled it lifts the recall.
rule-reg-023-who = Somebody else who may lift recalls.

rule-reg-024-title = The establishment is licensed for what it does
rule-reg-024 = The centre has no licence for this as a tissue establishment.
rule-reg-024-inputs = Centre: { $centre }. Activity: { $activity }. Tissue or cells: { $tissue }.
rule-reg-024-cure = Ask the authority for a licence, or let a licensed establishment do it.
rule-reg-024-who = The authority.

rule-reg-025-title = The origin is known
rule-reg-025 = Nobody knows where this comes from.
rule-reg-025-inputs = Number: { $number }.
rule-reg-025-cure = Find the donor on record, or the donation's code of the sender; without them it must not be used.
rule-reg-025-who = The tissue establishment, with the sender.

rule-reg-026-title = The collection was agreed to
rule-reg-026 = Nobody agreed to the collection in a way that this country takes.
rule-reg-026-inputs = Agreed by: { $way }. The donor: { $donor }.
rule-reg-026-cure = Ask whoever decides, before anything is taken.
rule-reg-026-who = The team that asks, before the collection.

rule-reg-027-title = Nothing was paid for it
rule-reg-027 = It was not declared that nothing was paid or promised, or something was.
rule-reg-027-inputs = Said about payment: { $said }.
rule-reg-027-cure = Take down the declaration. Where something was paid, it must not be used.
rule-reg-027-who = Whoever collects, or the sender.

rule-reg-028-title = A body approved the collection from whom the law protects
rule-reg-028 = No body approved this collection from a donor whom the law protects.
rule-reg-028-inputs = Age on record: { $age }. Approval is needed below the age of: { $needed }.
rule-reg-028-cure = Bring the file before the body, or show a paper with the birth date.
rule-reg-028-who = The approving body.

rule-reg-029-title = What is given out carries its codes
rule-reg-029 = The unit lacks a code that it must carry.
rule-reg-029-inputs = Unit: { $unit }. Lacking: { $lacking }.
rule-reg-029-cure = Give it its codes, or name the exemption of the law.
rule-reg-029-who = The tissue establishment, at once.

rule-reg-030-title = What crosses the border has its papers
rule-reg-030 = A paper is missing that must cross the border with it.
rule-reg-030-inputs = Missing: { $paper }.
rule-reg-030-cure = Ask the other establishment for the paper and write its number down.
rule-reg-030-who = The tissue establishment, with the other one.

rule-reg-031-title = Whoever acts holds the unit
rule-reg-031 = Another centre holds this unit.
rule-reg-031-inputs = Unit: { $with }. Held by: { $holder }.
rule-reg-031-cure = Have it given out to your centre first.
rule-reg-031-who = The centre that holds it.

rule-reg-032-title = Things happen in their order
rule-reg-032 = This cannot have happened at that time.
rule-reg-032-inputs = What does not fit: { $what }. With: { $with }.
rule-reg-032-cure = Look at the dates again.
rule-reg-032-who = Whoever enters it, at once.

rule-reg-033-title = A code stands on one unit
rule-reg-033 = The Single European Code stands on another unit already.
rule-reg-033-inputs = On record: { $with }.
rule-reg-033-cure = Look whether the unit was entered before, and read the label again.
rule-reg-033-who = The tissue establishment, at once.

rule-reg-034-title = What is meant for its own donor reaches no one else
rule-reg-034 = The unit is meant for its own donor alone.
rule-reg-034-inputs = Unit: { $unit }.
rule-reg-034-cure = Use a unit that is meant for others.
rule-reg-034-who = The team that applies it.
