## Words of the code lists: one for each code, lower case, underscores as hyphens.

## Plain words
term-yes = Yes
term-no = No
term-unknown = Not known
term-missing = Nothing on record
term-none = None
term-other = Something else
term-both = Both
term-all = All

## Organs
term-kidney-l = Left kidney
term-kidney-r = Right kidney
term-kidney-enbloc = Both kidneys in one block
term-kidney-dual = Two kidneys for one recipient
term-kidney-nos = Kidney, side not recorded
term-liver-whole = Whole liver
term-liver-left-lateral = Left lateral part of the liver
term-liver-left = Left part of the liver
term-liver-right = Right part of the liver
term-liver-ext-right = Extended right part of the liver
term-liver-domino = Whole liver of a recipient (domino)
term-liver-nos = Liver or part of it, not recorded which
term-heart = Heart
term-lung-l = Left lung
term-lung-r = Right lung
term-lung-both = Both lungs
term-lung-lobe = Lobe of a lung
term-lung-nos = Lung or lungs, not recorded which
term-heart-lung = Heart and lungs
term-pancreas = Pancreas
term-pancreas-partial = Part of the pancreas
term-pancreas-islets = Islets of the pancreas
term-small-bowel = Small bowel
term-small-bowel-segment = Part of the small bowel
term-stomach = Stomach
term-multivisceral = Several organs of the belly in one block
term-uterus = Uterus
term-vca-face = Face
term-vca-limb = Limb
term-vca-other = Another composite tissue graft

## Families of organs
term-kidney = Kidney
term-liver = Liver
term-lung = Lung
term-vca = Composite tissue graft

## Sides
term-left = Left
term-right = Right
term-not-sided = Has no side
term-say-separately = Side stated on the label

## Activities of a centre
term-deceased-procurement-dbd = Recovery after brain death
term-deceased-procurement-dcd = Recovery after circulatory death
term-living-removal = Removal from living donors
term-transplantation = Transplantation
term-tissue-typing-lab = Tissue typing
term-organ-transport = Transport of organs
term-preservation-perfusion = Preservation and perfusion
term-follow-up = Follow-up

## Donors a licence covers
term-related-only = Related donors
term-unrelated-allowed = Unrelated donors
term-paired-allowed = Donors in an exchange
term-non-resident-allowed = Donors who live abroad
term-adult = Adults
term-paediatric = Children

## Kinds of donor
term-dbd = Donor after brain death
term-dcd = Donor after circulatory death
term-living = Living donor
term-domino = Domino donor

## Sex
term-female = Female
term-male = Male
term-intersex = Intersex

## What the donor is to the recipient
term-identical-twin = Identical twin
term-parent = Parent
term-child = Child
term-sibling = Brother or sister
term-half-sibling = Half-brother or half-sister
term-grandparent = Grandparent
term-grandchild = Grandchild
term-aunt-uncle = Aunt or uncle
term-niece-nephew = Niece or nephew
term-cousin = Cousin
term-other-blood-relative = Another relative by blood
term-spouse = Husband or wife
term-partner = Partner
term-in-law = In-law
term-step = Step-relative
term-adoptive = Relative by adoption
term-friend = Friend
term-colleague = Colleague
term-acquaintance = Acquaintance
term-stranger = Stranger
term-not-declared = Not declared

## Classes of relationship
term-genetic-1st = Close relative by blood
term-genetic-2nd = Relative by blood in the second degree
term-genetic-other = More distant relative by blood
term-emotional-spouse-partner = Spouse or partner
term-emotional-inlaw-step-adoptive = In-law, step-relative or relative by adoption
term-emotional-friend-colleague = Friend or colleague
term-unrelated-known = Known to each other, without a close tie
term-unrelated-unknown = Unknown to each other
term-genetic = Related by blood
term-emotional = Related by life together
term-unrelated = Unrelated
term-any = Anybody

## For whom the donor gives
term-specified-direct = For a named recipient
term-specified-indirect-exchange = For a named recipient by way of an exchange of pairs
term-specified-indirect-listexchange = For a named recipient by way of the waiting list
term-unspecified = For nobody in particular
term-paired = Two pairs exchange
term-pooled-chain = Member of a pool or chain
term-chain-initiator = Begins a chain
term-compatible-pair = Compatible pair that takes part

## How finely a time is known
term-minute = To the minute
term-day = To the day
term-month = To the month
term-year = To the year

## Languages
term-lang-ar = Arabic
term-lang-de = German
term-lang-en = English
term-lang-es = Spanish
term-lang-fa = Persian
term-lang-fr = French
term-lang-hi = Hindi
term-lang-pt = Portuguese
term-lang-ru = Russian
term-lang-ti = Tigrinya
term-lang-tr = Turkish
term-lang-ur = Urdu
term-lang-zh = Chinese

## Roles
term-coordinator = Coordinator
term-living-donor-nurse = Living-donor nurse
term-psychologist = Psychologist
term-donor-physician = Donor physician
term-surgeon = Surgeon
term-board-member = Member of an approving body
term-inspector = Inspector
term-investigator = Investigator
term-administrator = Administrator
term-importer = Importer of old books

## Permissions
term-read-licence = Read centres and licences
term-grant-licence = Register centres and grant licences
term-measure-licence = Suspend, revoke and reinstate licences
term-license-professional = Enter, suspend and end licences of professionals
term-read-pair = Read a pair’s file
term-open-pair = Open and change a pair’s file
term-record-step = Record steps of a pair
term-read-interview = Read what was said alone
term-record-interview = Record an interview
term-record-evaluation = Record an evaluation
term-take-consent = Take the donor’s signature
term-record-withdrawal = Record that a donor stopped
term-decide-approval = Decide as a member of a body
term-plan-removal = Plan a removal
term-record-operation = Record operations and hand-overs
term-read-trace = Trace an organ
term-read-followup = Read the follow-up list
term-record-visit = Record a visit
term-read-identity = See who a pseudonym is
term-record-identity = Register and correct people
term-read-accounts = Read accounts and roles
term-change-accounts = Invite people, grant and end roles
term-read-access-log = See who looked at what
term-read-case = Read questions and cases
term-read-concern = Read concerns sealed to one’s own key
term-work-concern = Answer concerns and make a key for them
term-work-case = Answer questions and open cases
term-import = Import old books
term-import-reference = Bring in figures of others
term-read-log = Read the log and its proofs

## Purposes
term-care = Care
term-coordination = Coordination
term-approval = Approval
term-oversight = Licensing and inspection
term-vigilance = Vigilance and tracing
term-inquiry = Inquiry
term-administration = Administration
term-own-centre = Own centre
term-country = Whole country

## Professions
term-physician = Physician
term-social-worker = Social worker
term-nurse = Nurse
term-jurist = Jurist
term-lay-member = Lay member

## Accounts and registries
term-invited = Invited
term-active = In use
term-closed = Closed
term-real = Real registry
term-demo = Demonstration

## Centres
term-centre = Centre
term-department = Department
term-ward = Ward
term-laboratory = Laboratory
term-authority = Authority
term-board = Board

## Bodies that approve, and their steps
term-agency = Agency
term-committee = Committee
term-court = Court
term-independent-doctor = Independent doctor
term-ethics-board = Ethics board
term-ethics-committee = Ethics committee
term-authority-panel = Panel of the authority
term-binding = Nothing goes on without its yes
term-advisory = Its word must be heard
term-blocking-objection = One doubt may stop it
term-outside-circle = Donors outside the circle of the law
term-not-directed = Exchanges, chains and donations for nobody in particular

## Licences
term-not-yet = Not in force yet
term-valid = Valid
term-suspended = Suspended
term-revoked = Revoked
term-ended = Ended
term-suspend = Suspension
term-revoke = Revocation
term-reinstate = Reinstatement
term-end = End
term-operating = Operates
term-planning-graft = Plans the graft
term-evaluating = Evaluates the donor
term-certifying-death = Certifies death
term-no-professional-licence = No licence on record
term-other-profession = Licence for another profession
term-licence-not-yet-valid = Licence not in force yet
term-licence-over = Licence ended
term-licence-suspended = Licence suspended
term-licence-for-other-activity = Licence for other activities
term-licence-for-other-organ = Licence for other organs

## Where a pair stands
term-knowing = Getting to know the pair
term-examining = Evaluation
term-deciding = Consent and decision
term-planned = Removal planned
term-operated = Organ removed

## Where a consent stands, and steps of a pair
term-not-informed = Not informed yet
term-informed = Informed the donor
term-signed = Signed
term-withdrawn = Stopped by the donor
term-team = Member of the transplant team
term-team-named = Team named
term-identity-checked = Identity checked
term-relation-proved = Proof of the relationship
term-recipient-informed = Recipient told of crimes and risks
term-interviewed = Held an interview
term-evaluated = Made an evaluation
term-declared = Declared that nothing was paid
term-care-planned = Care planned
term-decided = Body decided
term-vote-cast = Vote cast
term-paper-filed = Paper of a body outside filed
term-paper-confirmed = Paper confirmed by a second person
term-appealed = Appeal
term-notice-given = Authority told
term-changed = Pair changed

## What a donor is told
term-procedure = What will be done
term-risks = Risks in the short and the long term
term-alternatives = What else could help the recipient
term-outcomes = What result may be expected
term-expenses = Expenses that may be refunded
term-payment-ban = Paying for an organ is a crime
term-withdrawal = One may stop at any moment
term-organ-fate = What becomes of the organ if it cannot be used
term-records = How data are used and kept

## Interpreter
term-hospital = Hospital
term-donor = Donor
term-recipient = Recipient
term-kin = Kin
term-service = Work, service or money
term-not-asked = Not asked

## Ability to decide
term-shown = Shown
term-in-doubt = In doubt
term-lacking = Lacking
term-not-assessed = Not assessed
term-intermediary = Somebody who brought them together

## Papers and how they were checked
term-passport = Passport
term-identity-card = Identity card
term-registry-extract = Extract of the civil registry
term-confirmed-by-issuer = Confirmed by its issuer
term-original-seen = Original seen
term-copy-seen = Only a copy seen
term-not-checked = Not checked
term-affidavit = Sworn statement
term-genetic-test = Genetic or HLA test
term-household = Papers of a shared household
term-correspondence = Photographs and letters over time
term-affidavit-only = Every proof that counts is a sworn statement
term-issuer-not-confirmed = No proof was confirmed by its issuer
term-national-number = National number
term-hospital-number = Hospital number

## Interviews and evaluations
term-donor-alone = Donor alone
term-recipient-alone = Recipient alone
term-together = Donor and recipient together
term-no-pressure-seen = No pressure seen
term-look-again = Look again
term-pressure-seen = Signs of pressure or reward
term-medical = Medical
term-psychosocial = Psychosocial
term-suitable = Suitable
term-suitable-with-conditions = Suitable with conditions
term-deferred = Deferred
term-declined = Declined
term-favourable = In favour
term-inside = Works in the hospital
term-outside = Comes from outside
term-another-round = The pair has changed since the page was opened
term-voted-before = This member has voted already
term-no-paper = No paper was filed
term-not-by-paper = This body votes and does not decide on paper
term-same-person = The same person filed it
term-another-outcome = The outcome is read differently
term-another-day = The day is read differently
term-unfavourable = Against

## Who pays for care
term-public-scheme = Public scheme
term-donor-insurance = The donor’s insurance
term-recipient-insurance = The recipient’s insurance

## What becomes of an organ
term-organ = Organ
term-open = Open
term-transplanted = Transplanted
term-discarded = Discarded
term-research = Given to research
term-returned = Returned to the donor’s body
term-sent-abroad = Sent abroad
term-split = Divided into parts
term-tumour-found = Tumour found
term-damaged = Damaged
term-no-recipient = No recipient found
term-too-long = Too long on the way
term-infection = Infection
term-removal = Removal
term-hand-over = Hand-over

## Visits and how people are
term-discharge = At discharge
term-6m = After 6 months
term-12m = After 12 months
term-24m = After 24 months
term-yearly = Every year
term-alive = Alive
term-dead = Dead
term-lost = Lost to follow-up
term-functioning = Graft works
term-failed = Graft failed

## Why a record was corrected
term-typing-error = Slip in writing
term-new-document = New paper
term-person-said-so = The person said so

## Questions and findings
term-answered = Answered
term-in-case = Part of a case
term-stop = Stops
term-ask = Needs an answer
term-broken = Does not hold
term-cannot-tell = Cannot be decided
term-weaker-than-who = Weaker than the WHO guiding principles

## Gaps in the chain of an organ
term-no-donor = No donor on record
term-between = No record between two places
term-no-end = No end on record

## Vaults
term-identity = Identity
term-clinical = Clinical registry
term-case = Cases

## Duties, links, notices
term-read-notice = Read and answer notices
term-link-identity = Link records of one person
term-read-rota = See who is on duty
term-change-rota = Keep the rota
term-two-people = They are two people
term-wrong-record = The wrong record
term-ill = Ill
term-swapped = Swapped
term-wrong-entry = Entered wrongly
term-person-corrected = The person’s record was corrected
term-read-evaluation = Read what interviewers and evaluators found
term-read-inquiry-log = See that investigators read
term-same-spelling = Spelled the same
term-same-sound = Sounds the same
term-nearly-alike = Nearly the same
term-break-glass = Open a record of another centre in an emergency
term-review-glass = Review emergency accesses
term-recipient-life = The recipient’s life is at stake
term-donor-life = The donor’s life is at stake
term-severe-reaction = A serious adverse reaction
term-organ-on-its-way = An organ is on its way
term-other-emergency = Something else that cannot wait
term-justified = Justified
term-not-justified = Not justified
