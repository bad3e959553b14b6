## The public site
public-nav-centres = Find a centre
public-nav-figures = Figures
public-nav-law = Law
public-nav-rules = Rules
public-nav-sign-in = Sign in
public-title = Every organ given can be followed
public-lead = From the person who gave it to the person who lives with it. No names, and nobody may buy or sell.
public-question = Is this clinic licensed?
public-look = Look it up
public-figures = { $registry } in four figures
public-as-of = Counted up to { $date }
figure-fewer = fewer than { $n }
figure-grafts = people received an organ in { $year }
figure-grafts-so-far = people received an organ in { $year } so far
figure-grafts-all = { $n } transplantations on record
figure-origin = of grafts lead to a donor on record
figure-origin-means = Transplantations from which the chain leads back to a recorded donor. The others are asked about one by one.
figure-origin-missing = without a donor: { $missing } of { $of }
figure-donors = of living donors were seen on time
figure-donors-means = Living donors of whom a visit fell due in the twelve months before, and who came to one of them.
figure-donors-missing = not seen: { $missing } of { $of }
figure-centres = centres hold a valid licence today
figure-centres-all = of { $n } on record
way-centres = Find a centre
way-centres-text = What it may do, since when, until when, and what was done to its licences.
way-law = I am thinking of giving a kidney
way-law-text = What the law asks before anybody may take it, and who decides.
way-rules = What is checked
way-rules-text = Every rule that stands between a wish and an operation, with its reason.
way-figures = Figures
way-figures-text = Every number opens, with its table and what it counts.
way-log = Check the log yourself
way-log-text = Nothing here can be changed in silence. See how you can tell.
way-sign-in = I work here
way-sign-in-text = For staff of centres, boards and the authority.

## Public figures
figures-title = What is counted, and how
figures-grafts = Transplantations by year
figures-year = Year
figures-number = Transplantations
figures-none = Nothing was transplanted yet.
figures-shares = Shares
figures-what = What
figures-share = Share
figures-missing = Missing
figures-of = Of
figures-means = What it counts
figures-small = Numbers of people from one to four are not shown, and shares are rounded so that they cannot be worked out.
figures-frozen = The figures are frozen on the first of each month. What is recorded later appears in the next month.

## The door of a demonstration
demo-title = A small country you can walk through
demo-lead = Donare keeps the thread between the person who gives and the person who receives, and shows where it is broken. This is the { $registry }: { $pairs } living donations at every stage, some of which went wrong, all invented from seed { $seed }. Change anything; nobody is hurt.
demo-enter = Enter as
demo-follow = Or follow one thread
demo-follow-it = Follow it
demo-stage = stage { $n } of 8
demo-not = What this is not
demo-not-text = No real person, hospital or law. It answers only on this computer and can never become a real registry.
demo-over = To start over with another seed:
demo-public = Public site of this country
demo-log = Read the log and check it yourself
demo-coordinator = It is { $time }. Somebody asks where a kidney went last night.
demo-coordinator-waits = { $n ->
    [one] { $n } removal planned
   *[other] { $n } removals planned
 }
demo-living-donor-nurse = Walk a sister and a brother to a safe decision.
demo-living-donor-nurse-waits = { $n ->
    [one] { $n } pair under way
   *[other] { $n } pairs under way
 }
demo-psychologist = Talk alone with a donor. Write down what only you and the board may read.
demo-psychologist-waits = { $n ->
    [one] { $n } pair in evaluation
   *[other] { $n } pairs in evaluation
 }
demo-board-member = Decide with two others. See why a plan was refused.
demo-member = as member { $n }
demo-board-member-waits = { $n ->
    [one] { $n } pair before a decision
   *[other] { $n } pairs before a decision
 }
demo-inspector = A licence ended yesterday. A suspension waits for its second signature.
demo-inspector-waits = { $n ->
    [one] { $n } centre
   *[other] { $n } centres
 }
demo-administrator = Who can see what, and who looked.
demo-administrator-waits = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
 }
demo-surgeon = The theatre is booked. May you operate?
demo-surgeon-waits = { $n ->
    [one] { $n } removal planned
   *[other] { $n } removals planned
 }
demo-donor-physician = Two kidneys, one healthy person. Will she be well with one?
demo-donor-physician-waits = { $n ->
    [one] { $n } pair in evaluation
   *[other] { $n } pairs in evaluation
 }
demo-investigator = The register asks. Only a person can answer.
demo-investigator-waits = { $n ->
    [one] { $n } open question
   *[other] { $n } open questions
 }
story-kidney-well = A sister’s kidney
story-kidney-well-text = From the first talk through one hand-over to a brother who is well.
story-cousin = A cousin who is not a cousin
story-cousin-text = A copied paper, an interpreter from the wrong side. Where the register stops, and what would cure it.
story-gap = A kidney with a missing hour
story-gap-text = Two places, two stamps, and nobody who wrote down what lay between.
story-many = One donor, several lives
story-many-text = Organs from one person, a liver divided, one part not used.
