## Roles, permissions, terms
term-courier = Courier
term-record-hand-over = Record that an organ changed hands
term-print-label = Print the label of an organ
term-match-at-table = Hold organ and recipient together at the table
term-upright = Keep upright
term-any-position = In any position
term-wristband-and-word = The wristband, and what the recipient or their papers say
term-wristband-only = The wristband alone
term-somebody-else = Somebody else
term-nobody-named = Nobody is named
term-no-sample = no sample
term-one-sample = one sample only
term-samples-differ = samples differ
term-from-address = address of the sender
term-from-telephone = telephone of the sender
term-to-address = address of the receiver
term-to-telephone = telephone of the receiver
term-temperature = lowest temperature below the highest
term-no-record-of-it = nowhere on record
term-wrong-blood-group = Wrong blood group
term-wrong-sample = Sample of somebody else
term-excluded = Excluded since
term-clamp = Artery clamped
term-perfusion = Cold perfusion begins
term-out = Organ out of the body
term-in-ice = In ice or on the pump
term-out-of-ice = Out of the ice
term-reperfusion = Blood flows again
term-first-warm = First warm time
term-cold = Cold time
term-second-warm = Second warm time
term-whole = Whole time without blood
law-chapter-trace = Labels and the table
nav-scan = Scan
demo-courier = A box stands at the gate. Where does it go, and who takes it?
demo-courier-waits = { $n } removals planned

## The label
label-organ = CONTAINS AN ORGAN
label-what = What travels
label-care = HANDLE WITH CARE
label-from = From
label-to = To
label-keep = Keep at
label-upright = Keep upright
label-box = Box
label-use-by = Not to be grafted after
label-print-number = Print { $n } of { $at }
label-title = What shall the label say?
label-text = It says what travels, from whom to whom, whom to call, and how cold it must stay. Nothing on it tells who the donor or the recipient is.
label-button = Print the label
label-here = Label
label-again = Print again
label-print = Print
label-file = Download the label (SVG, 148 × 105 mm)
label-printed-title = Print { $n } of the label
label-printed-text = The code opens the page of the hand-over. Whoever else reads it learns nothing.
label-prints = All prints
label-col-number = Print
label-col-at = Printed
label-refused-title = The label cannot be printed yet
form-label-from-centre = From: centre
form-label-from-address = From: street and town
form-label-from-telephone = From: telephone at any hour
form-label-to-centre = To: centre
form-label-to-address = To: street and town
form-label-to-telephone = To: telephone at any hour
form-label-package = Number of the box
form-label-lowest-c = Lowest temperature of the way
form-label-highest-c = Highest temperature of the way
form-label-position = How the box stands
form-label-use-by-at = Not to be grafted after
form-label-intended-for = Recipient it is meant for
hint-label-intended-for = Number that begins with rec_. It stays in the record and is never printed.

## A box in hand
scan-title = Which box do you have?
scan-text = Scan the code on the label, or type the number below it.
scan-field = Number on the label
scan-hint = It begins with org_. Its last character checks all others.
scan-button = Open
scan-camera = Use the camera
scan-picture = Picture of the camera
scan-wrong = “{ $value }” is not the number of an organ. One character may be mistyped.
scan-back = Another box
parcel-back = This box
parcel-title = { $organ }: who takes it now?
parcel-number = Number
parcel-held = Now at
parcel-held-unknown = No record says where
parcel-label = Label
parcel-no-label = No label was printed
parcel-state = State
parcel-ended = It ended; it does not travel any more
parcel-hand-over = Hand it over
parcel-button = Write down the hand-over
form-scanned-from = From
form-scanned-to = To
form-scanned-package = Number of the box
trace-give-or-take = { $told } ± { $n } min
trace-unsure = order not sure

## At the table
theatre-title = Do this organ and this recipient belong together?
theatre-text = Scan or type the number on the box and the number on the wristband. The answer is written down either way.
theatre-button = Hold together
theatre-here = At the table
theatre-wrong-code = a number with its check character, as it stands on the label or the wristband
theatre-match = MATCH
theatre-match-text = This organ is meant for this recipient, and nothing on record stands against it.
theatre-stop = STOP
theatre-stop-text = Do not graft. Something does not agree, or cannot be told.
theatre-at = Answered on { $at }.
theatre-again = Hold together again
form-theatre-unit = Organ on the box
form-theatre-recipient = Recipient on the wristband
form-theatre-centre = Where the table stands
form-theatre-identity = By what is the recipient known?

## Blood groups
blood-title = Blood group from at least two samples
blood-text = Write down one more determination. Two of the same sample count as one.
blood-button = Write down
blood-surely = Group { $group }, from at least two samples that agree.
blood-none = No sample is on record.
blood-one = One sample only. The table stops until a second one agrees.
blood-differs = Samples differ. The table stops until the wrong one is withdrawn.
blood-known = Samples on record
blood-at = Taken
blood-stands = Counts
blood-withdraw = Withdraw
blood-withdraw-why = Why it does not count
blood-withdrawn = Withdrawn: { $reason }
form-blood-group-group = Group
form-blood-group-sample = Number of the sample
form-blood-group-laboratory = Laboratory

## Recall
recall-title = Stop everything that came from this donor?
recall-text = From now on every table stops at organs of this donor, in whatever hospital.
recall-button = Recall the donor
recall-holds = Recalled since { $at }: { $reason }.
recall-end-title = End the recall of this donor?
recall-end-text = Organs of this donor are no longer stopped for this reason.
recall-end-button = End the recall
form-recall-reason = What was found
form-recall-end-reason = Why it ends

## Times without blood
times-here = Times without blood
times-title = When was this organ without blood?
times-text = Leave empty what is not known. What is told again replaces what was told before; the earlier word stays in the log.
times-button = Write down the times
times-ring = Time without blood, part by part
times-table = How long each part lasted
times-what = Part
times-long = Hours and minutes
times-minutes = { $clock } h
times-unknown = not known
times-backwards = ends before it begins
times-order = Before an earlier moment: { $moments }. One of the times is wrong.
form-times-clamp = Artery clamped
form-times-perfusion = Cold perfusion begins
form-times-out = Organ out of the body
form-times-in-ice = In ice or on the pump
form-times-out-of-ice = Out of the ice
form-times-reperfusion = Blood flows again

## Rules
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
rule-trc-007-inputs = Donor { $donor_group }, recipient { $recipient_group }.
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

rule-trc-010-title = The donor is not recalled
rule-trc-010 = The donor of this organ is recalled.
rule-trc-010-inputs = Found: { $reason }, since { $recalled_at }.
rule-trc-010-cure = Stop and call the coordinator. Only whoever ends the recall can clear it.
rule-trc-010-who = Coordinator; at once
