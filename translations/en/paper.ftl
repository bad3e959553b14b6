## Words of the permissions
term-manage-outage = Open and end a time without the system
term-issue-sheet = Give out numbered sheets and void them
term-enter-sheet = Enter what was written on a sheet
term-confirm-sheet = Hold an entered sheet against its paper
term-read-sheet = Read what became of numbered sheets
term-print-last-known = Print the last known list

## Why the system was away
term-maintenance = Announced work on the system
term-network-down = The network was down
term-power-cut = No electricity
term-system-failed = The program or its machine failed
term-attack = An attack

## Where a sheet stands
term-sheet-missing = Missing sheet
term-sheet-doubted = Read differently
term-sheet-entered = Waits for a second person
term-sheet-issued = Given out
term-sheet-confirmed = Entered and confirmed
term-sheet-voided = Void
term-not-used = Came back blank
term-spoiled = Came back spoiled; what was on it stands on another sheet
term-misprinted = Printed wrongly, never given out

## Outages
nav-outages = Outages
outages-title = { $n ->
    [0] The system is in reach of every unit
    [one] One outage goes on
   *[other] { $n } outages go on
 }
outages-under = Times without the system. Once one is over, every numbered sheet of its units is asked for.
outages-table = Times without the system
outages-none = No outage is on record.
outages-more = Older outages are not shown here.
outage-col-number = Outage
outage-col-from = Since
outage-col-until = Until
outage-col-units = Units without the system
outage-col-why = What happened
outage-col-due = Sheets due by
outage-goes-on = Goes on
outage-everywhere = The whole country
outage-end-verb = It is over
outage-open-title = Write down an outage
outage-open-button = Write the outage down
outage-end-title = When was the system back?
outage-end-text = From then on, the country’s days run in which each sheet must be entered or voided.
outage-end-button = End the outage
form-outage-from-at = Away since
form-outage-why = Reason of the outage
form-outage-centres = Units concerned
hint-outage-from-at = It may lie ahead when work was announced.
hint-outage-centres = None chosen means the whole country.
form-outage-end-until-at = Back since

## Sheets
nav-paper = Paper
paper-title = { $missing ->
    [0] No numbered sheet is missing
    [one] One numbered sheet is missing
   *[other] { $missing } numbered sheets are missing
 }
paper-under = Paper for a time without the system. Each sheet is used once, and comes back entered or void.
paper-missing-text = An organ could be written on a sheet that nobody can show. Ask whoever holds it, and enter it or have it voided by somebody else.
paper-tabs = Sheets by where they stand
paper-all = Every sheet
paper-sheets = Numbered sheets
paper-no-sheet = There is no such sheet. Print a pack before the network fails.
paper-more = More sheets than 200: choose one of the words above.
sheets-wait = Paper that has not come back or waits for a second person
sheets-wait-count = { $n ->
    [one] One numbered sheet
   *[other] { $n } numbered sheets
 }
sheets-wait-more = More than 200 sheets stand in one state: the counts are of the first 200.
sheets-wait-missing = An organ could be written on it. Ask whoever holds it, then enter it or have it voided.
sheets-wait-due = The outage is over. What has not come back by then counts as missing.
sheets-wait-entered = Somebody who neither wrote nor entered it reads the paper.
sheets-wait-doubted = Correct what is on record, then have the paper read again.
sheets-wait-find = Account for it
sheets-wait-correct = Look at the entry
sheets-wait-see = See where it stands
sheets-wait-you = You
sheets-wait-overdue = was due { $at }
sheets-wait-until = until { $at }
sheets-wait-since = entered { $at }
paper-source = Written on paper first
paper-col-sheet = Sheet
paper-col-about = Speaks of
paper-col-happened = Time on the paper
paper-col-recorded = Entered at
paper-col-state = Where it stands
paper-col-unit = Unit of the sheet
paper-col-to = Held by
paper-col-issued = Printed at
paper-col-issued-by = Printed by
paper-col-writer = Who wrote it
paper-col-typist = Who entered it
paper-col-facts = Kept as
paper-col-outage = In the outage
paper-wrong-number = the number on the label, the wristband or the last known list
form-paper-organ-unit = Number of the organ
form-paper-file-pathway = Number of the donor’s file
form-paper-writer-written-by = Written by
form-paper-writer-writer = Name on the paper, where the person has no account

## Giving out
pack-verb = Print a pack of sheets
pack-title = How many sheets, and for whom?
pack-text = Print them before they are needed. Whoever holds the pack answers for each number.
pack-button = Give out and print
form-pack-centre = For which unit
form-pack-to = Who holds the pack
form-pack-death = Sheets for certificates of death
form-pack-recovery = Sheets for recoveries
form-pack-hand-over = Sheets for hand-overs
form-pack-graft = Sheets for grafts
pack-printed-title = { $n ->
    [one] One sheet to print
   *[other] { $n } sheets to print
 }
pack-printed-text = A4, black on white. Put the pack where it is found without electricity.
pack-again = See the printed pack again
pack-printed-none = Every sheet of this pack has come back.

## On the sheet
sheet-kind-death = Certificate
sheet-kind-recovery = Organs recovered
sheet-kind-hand_over = Handed over
sheet-kind-graft = Grafted in theatre
sheet-title-death = Certificate of death, on paper
sheet-title-recovery = Recovery of organs, on paper
sheet-title-hand_over = Hand-over of an organ, on paper
sheet-title-graft = Graft in theatre, on paper
sheet-warns-death = Signed by the doctor who examined, and entered by the same doctor. The donor register cannot be asked from paper: without a referral in the system nobody learns what the person decided.
sheet-warns-recovery = Paper approves nothing: whether a recovery was approved stands on the last known list. The donor register cannot be asked from paper.
sheet-warns-hand_over = One sheet for one hand-over. Copy the number of the organ from the label character by character.
sheet-warns-graft = Read label and wristband aloud to each other. Paper cannot hold organ and recipient together for you, nor see a recall.
sheet-of = sheet { $n } of { $of }
sheet-issued-at = Printed { $at } by { $who }.
sheet-zone = Times are those of this clock: { $zone }.
sheet-col-what = What
sheet-col-write = Write or tick here
sheet-date = year-month-day
sheet-time = hour:minute
sheet-foot = Signature of whoever wrote this

## Entering and after
sheet-back = Back to the sheet
sheet-entry-verb = Enter what stands on it
sheet-entry-text = Type what stands on the paper, not what should. Everything is kept; a second person holds it against the paper.
sheet-entry-button = Keep what the paper says
sheet-entered-title = What was entered
sheet-confirm-verb = Hold it against the paper
sheet-confirm-title = Does the paper say the same?
sheet-confirm-text = Take the paper into your hand and read each line.
sheet-confirm-button = Say what you read
sheet-confirm-refused = A sheet is confirmed by somebody who neither wrote nor entered it
form-second-reading = The paper
form-second-because = What differs
sheet-void-verb = Void it
sheet-void-title = Is this sheet in your hand and not used?
sheet-void-text = A sheet that is lost cannot be voided: it stays missing.
sheet-void-button = Void this sheet
sheet-void-refused = A sheet is voided by somebody else than who holds it
form-void-reason = How it came back
sheet-agrees = { $who } read the same on the paper, { $at }.
sheet-differs = { $who } read something else on the paper, { $at }. Correct what is on record, then have it read again.
sheet-was-voided = Voided by { $who }, { $at }:
sheet-was-missed = Asked for in vain, { $at }, after outage

## The last known list
last-known-verb = Print the last known list
last-known-title = What must be known without the system
last-known-under = { $centre }, as of { $at } ({ $zone }), printed by { $who }.
last-known-text = By number and without names. Whatever happened after the printing is not here; destroy the sheet when the system is back.
last-known-more = There are more entries than fit: only the first 200 of each part stand here.
last-known-waiting-list = The waiting list and offers are not in this registry yet, so they are not on this sheet.
last-known-country = Whole country
last-known-none = Nothing on record at that time.
last-known-donations = Donations that go on
last-known-organs = Organs of the last three days on their way
last-known-operations = Planned operations
last-known-file = File and donor
last-known-hospital = Hospital of it
last-known-stage = How far
last-known-group = Blood group of the donor
last-known-approved = Recovery approved for
last-known-not-approved = no approval
last-known-organ = The organ
last-known-recovered = Recovered at
last-known-held = Where it is
last-known-goes-to = Where the label sends it
last-known-for = Meant for recipient
last-known-when = Begins at
last-known-donor = Donor and group
last-known-recipient = Recipient and group
last-known-no-group = no group on record
last-known-differ = samples differ
last-known-one-sample = one sample only
