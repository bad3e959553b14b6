## The law in force
law-title = The law as this registry reads it: { $registry }
law-under = Profile { $version }, as of { $date }. Every value names its source and the day from which it holds.
law-unsure = { $n ->
    [one] One value is not sure
   *[other] { $n } values are not sure
 }
law-synthetic = This country and its law are invented.
law-to-compare = Beside other countries
law-to-rules = The rules that use these values
law-chapter-licence = Licences of centres
law-chapter-approval = Who may give, and who decides
law-chapter-consent = Consent
law-chapter-followup = Care after donation
law-chapter-registry = Registry and trace
law-col-what = Question
law-col-value = In force
law-col-source = Source
law-col-from = Since
law-col-sure = How sure
law-not-known = not known
law-confirmed = source was read
law-secondary = from a second-hand source
law-chosen = chosen where the law is silent
law-none = none
law-coming = Comes into force later
law-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
 }
law-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
law-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
law-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
law-compare-title = The same questions to three countries
law-compare-here = Beside other countries
law-compare-under = In force on { $date }
law-compare-text = One invented country and two real ones. The real ones were read in excerpts; a lawyer of the country must confirm them before they govern anything.

## Questions
law-licence-required = Does a centre need a licence?
law-licence-max-months = How long may a licence run?
law-licence-two-signatures = Must a second inspector sign a suspension?
law-approval-min-donor-age-years = How old must a living donor be?
law-approval-donor-circle = Who may give without a further step?
law-approval-outside-circle-allowed = May somebody outside that circle give at all?
law-approval-relation-proofs = How many verified proofs of the relationship?
law-approval-evaluations = Which evaluations must be favourable?
law-approval-evaluator-independent = Must evaluators be outside the transplant team?
law-approval-interviews = Which interviews must be held?
law-approval-steps = Who decides, in order?
law-approval-consent-first = Must the donor have signed before a body decides?
law-approval-subsidiarity = Must other treatments be ruled out first?
law-approval-notice-to-authority = Must the authority be told before?
law-consent-info-topics = What must the donor be told?
law-consent-teach-back = Must the donor explain it back?
law-consent-interpreter-independent = Must the interpreter be independent?
law-consent-reflection-hours = How long must the donor have to think?
law-consent-majority-years = From which age does a person decide alone?
law-consent-assent-age-years = From which age is a child asked before somebody consents for it?
law-consent-signature-to-removal-hours = How long between signature and operation?
law-consent-valid-days = How long does consent hold?
law-consent-witnesses = How many witnesses?
law-consent-witnesses-outside-team = How many of them from outside the team?
law-consent-declarations = Who declares that nothing was paid?
law-consent-recipient-informed = Must the recipient be told about the donor’s risk?
law-followup-care-plan = Must care after donation be planned before?
law-followup-care-payer = Must it be known who pays for it?
law-followup-donor-schedule = When is a living donor seen?
law-followup-recipient-schedule = When is a recipient seen?
law-followup-lost-after = After how many missed visits does somebody count as lost?
law-followup-limits = From when on do values of a donor want somebody?
law-followup-concern-days = In how many days must somebody act on a result or a missed visit?
law-followup-reminders = Who is reminded of a visit, and when?
law-followup-link-hours = For how many hours can a donor’s link be used?
law-followup-transfer-days = In how many days must a clinic abroad answer?
law-followup-paediatric-until-years = Up to which age is the form for children filled in?
law-followup-ends-at-graft-failure = Does follow-up end when the graft fails?
law-tissue-quarantine = After which steps do tissues and cells wait for a release?
law-registry-trace-years = How long must donor and recipient stay traceable?
law-registry-sheet-days = Within how many days after an outage is every numbered sheet entered or voided?
law-registry-transport-temperatures = Between which temperatures do organs travel?
law-registry-abo-second-person = Must somebody else than who decided check a graft across blood groups at the table?
law-registry-abo-programmes = Which grafts across blood groups are permitted?
law-field-quorum = members who vote:
law-field-outside-members = from outside:
law-field-valid-days = holds for
law-field-applies-to = for
law-field-appeal-to = appeal to
law-field-months = the first after
law-field-window-days = give or take
law-field-after = counted from
law-field-days = after
law-field-systolic-mmhg = upper blood pressure, mm Hg, from
law-field-diastolic-mmhg = lower blood pressure, mm Hg, from
law-field-albuminuria-mg-g = albumin to creatinine, mg/g, from

## Rules
rules-title = { $n ->
    [one] One rule is checked
   *[other] { $n } rules are checked
 }
rules-under = Each has a permanent code, a source and a page. A plan that breaks one is refused with all reasons at once; a fact is kept and asked about.
rules-col-code = Code
rules-col-title = What it asks for
rules-col-weight = When broken
rules-col-base = Holds everywhere by
rules-since = Since release { $release }
rules-in-english = The page of a rule is written in English.
rules-law = What the law of this country says to it
rules-no-law = The rule reads no value of the country’s law: it holds everywhere.

## The log
log-title = { $n ->
    [one] The log holds one line
   *[other] The log holds { $n } lines
 }
log-under = Every act is a line, hashed into a tree. A signed checkpoint fixes the tree; nothing below it can change in silence.
log-facts = The log now
log-size = Lines with a place
log-waiting = Lines waiting for their place
log-origin = Name of the log
log-key = Key that signs
log-checkpoints = How it grew
log-col-at = Signed
log-col-size = Lines
log-col-root = Root
log-no-checkpoint = No checkpoint was signed yet. The first comes within the interval the operator has set.
log-proof = Prove one event
log-event = Number of the event
log-event-hint = It begins with evt_ and stands in every receipt.
log-proof-button = Get the proof
log-how = How it is checked
log-how-short = With the key and the tiles anybody can compute the root again. The command donare verify also folds every record again and compares.
log-to-check = How to check
check-title = Check the log yourself
check-under = You need no account, and nothing from us but what stands here.
check-how = In four steps
check-1 = Keep the key below, and where you have it from. It never changes without notice.
check-2 = Fetch /log/checkpoint. It is a signed note: name of the log, number of lines, root, signature. Tools for transparency logs read it.
check-3 = Fetch the tiles /log/tile/… and compute the root. It must be the one that was signed.
check-4 = Come back later. The new checkpoint must extend the old one; if it does not, the log was changed, and you hold the proof.
check-latest = The latest checkpoint
check-private = Tiles hold salted hashes only. They tell nobody who gave, who received or who acted.
