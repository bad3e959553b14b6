## Words of expenses and payments
term-expenses-officer = Expenses officer
term-reimbursement = Reimbursement of expenses
term-read-expense = See donors’ expenses
term-record-expense = Write down a donor’s expenses
term-verify-expense = Verify a donor’s expense
term-pay-expense = Pay a donor’s verified expenses
term-record-payment = See payments and write down those that happened
term-travel = Travel
term-own-car = Own car
term-lodging = Lodging
term-meals = Meals
term-lost-income = Lost income
term-childcare = Care of children
term-elder-care = Care of the elderly
term-medical-cost = Medical care not covered elsewhere
term-medication = Medicines
term-legal = Papers and notaries
term-other-cost = Something else
term-state-fund = Fund of the State
term-insurer = Health insurer
term-employer = The donor’s employer
term-charity = Charity
term-paying-centre = Transplant centre
term-paying-recipient = The recipient
term-recipient-family = The recipient’s family
term-broker = Somebody who arranges donations
term-other-payer = Somebody else
term-donor-family = The donor’s family
term-deceased-family = Family of a deceased donor
term-professional = Doctor or other professional
term-paid-centre = Hospital or centre
term-other-person = Another person
term-other-entity = Another entity
term-fee = Fee for a service
term-reward = For the donation itself
term-donor-evaluation = Evaluating the donor
term-organ-removal = Removing the organ
term-grafting = Grafting the organ
term-coordinating = Coordinating and transporting
term-other-service = Another service
term-donor-said-so = The donor does not claim it
term-paid-elsewhere = Somebody else paid it
term-entered-twice = It stands here twice
term-same-file = same file handed in
term-same-receipt = same issuer and number
term-same-day-and-amount = same day, category and amount
term-wrote-it-down = wrote it down
term-verified-it = verified it
term-only-approved = only donations that were approved
term-all-evaluated = everybody who was evaluated

## Navigation
nav-expenses = Expenses
nav-expenses-verify = Verify expenses
nav-expenses-pay = Pay expenses

## The list of claims
claims-title = { $n ->
    [one] One expense waits to be verified
   *[other] { $n } expenses wait to be verified
 }
claims-title-quiet = No expense waits to be verified
claims-under = Claims of living donors, the newest first. Sums are in the country’s currency; other currencies are never added.
claims-none = No claim has been opened yet. It is opened from the page of a pair.
claims-none-of-pair = No claim has been opened for this pair.
claims-shown = Shown: { $shown } of { $all }
claims-more = More
claims-col-claim = Claim
claims-col-centre = Centre
claims-col-opened = Opened
claim-state-empty = Nothing claimed yet
claim-state-waiting = { $n } to verify
claim-state-to-pay = To pay
claim-state-done = Settled
claim-refused = Payments refused: { $n }
expense-other-currencies = and other currencies

## One donation, one claim
donation-title-waiting = { $n ->
    [one] One expense waits to be verified
   *[other] { $n } expenses wait to be verified
 }
donation-title-to-pay = { $amount } were verified and are not paid yet
donation-title-quiet = Nothing waits
claim-title-empty = Nothing has been claimed yet
claim-title-payable = { $amount } can be paid
claim-title-quiet = Nothing waits in this claim
expense-currency = Currency of the country: { $code }
claim-lines = Expenses of claim { $claim }
claim-open = Open a claim
claim-open-page = Open this claim
claim-empty = No expense yet. Add the first one with its receipt.
expense-col-what = What for
expense-col-category = Category
expense-col-when = When
expense-col-claimed = Claimed
expense-col-verified = Verified
expense-col-paid = Paid
expense-col-planned = Planned
expense-col-cap = Cap
expense-col-receipts = Receipts
expense-col-state = State
expense-days = { $from } to { $to }
expense-erased = Erased
expense-rate = Converted at
expense-state-claimed = Waits for verification
expense-state-accepted = Verified
expense-state-refused = Not accepted
expense-state-withdrawn = Taken back
payment-state-planned = Planned, not made
payment-state-made = Made
payment-state-cancelled = Cancelled
expense-alike-same-file = Same file as
expense-alike-same-receipt = Same issuer and number as
expense-alike-same-day-and-amount = Same day, category and amount as
expense-cap-none = No cap
expense-cap-unknown = Not known yet
expense-due-by = By { $day }
expense-due-over = Was due by { $day }
expense-due-open = No day is set
expense-add = Add an expense
expense-another = Add another expense
expense-pay = Pay
expense-verify = Verify
expense-withdraw = Take this expense back
expense-withdraw-send = Take back
expense-picture = Claimed, verified and paid by category
expense-picture-legend = Frame: claimed. Soft: verified. Filled: paid. Dashed: planned. Cross-bar: the cap for this donation.
expense-bar-says = Claimed { $claimed } · verified { $verified } · paid { $paid }
expense-bar-claimed = Claimed { $claimed }
expense-bar-rest = verified { $verified } · paid { $paid }
expense-all = All categories
expense-table = Show as table
expense-back-to-claim = Back to the claim
expense-back-to-donation = Back to the donation’s expenses
expense-of-pair = Expenses of this donation
expense-of-pair-text = Claims, receipts, what was verified and paid.
expense-terms-title = What the law reimburses
expense-terms-categories = The law reimburses: { $list }.
expense-terms-unknown = Nobody has confirmed yet what the law reimburses. Expenses can be claimed, but not accepted.
expense-terms-days = An expense is claimed within { $days } days.
expense-per-kilometre = a kilometre
expense-per-day = a day
expense-per-night = a night

## Forms
expense-new-title = What did the donor spend?
form-expense-category = Category
form-expense-amount = Amount
hint-expense-amount = Digits with a point, such as 42.50
form-expense-currency = Currency
hint-expense-currency = Three letters, as on the bill
form-expense-quantity = Kilometres, days or nights
hint-expense-quantity = Only where the category has a rate
form-expense-incurred-on = Day, or first of several
form-expense-until-on = Last day
form-expense-what = What it was for
hint-expense-what = For whoever verifies it. It is sealed, and erased with the donor’s data.
expense-keep = Keep and add the receipt
form-expense-withdraw-because = Why
receipt-title = The receipt
receipt-none = No receipt yet
receipt-add = Add a receipt
receipt-file = Scan or photograph
receipt-send = File the receipt
receipt-fetch = Download
form-receipt-issuer = Who issued it
form-receipt-number = Its number
form-receipt-dated-on = Day on it
problem-money = Digits with a point and all decimals of the currency, such as 42.50; the currency in three letters, such as EUR
problem-rate = A rate above nought with at most six decimals, such as 0.915
expense-wrong-malformed-amount = An amount above nought and of at most ten figures
expense-wrong-missing-quantity = Kilometres, days or nights: this category has a rate
expense-wrong-malformed-incurred-on = A day that does not lie ahead
expense-wrong-malformed-until-on = A day not before the first one and not ahead
expense-wrong-missing-reason = Why not all of it is accepted; the donor reads this
expense-wrong-malformed-accepted = Nought or an amount above it
expense-wrong-missing-service = The service that the fee is for
expense-wrong-malformed-service = Nothing, since this is no fee
expense-wrong-missing-centre = The centre concerned
expense-wrong-not-found-pair = The number of a pair on record
expense-wrong-not-found-claim = The number of a claim on record
expense-wrong-malformed-pair = The number of the pair of this claim

## Verifying
verify-desk-title = { $n ->
    [one] One expense waits to be verified
   *[other] { $n } expenses wait to be verified
 }
verify-desk-quiet = No expense waits to be verified
verify-desk-under = The oldest first. What you wrote down yourself is verified by somebody else.
verify-desk-none = Nothing waits. New expenses appear here as soon as they are written down.
verify-col-expense = Expense
verify-col-doubles = Doubles
verify-col-due = Due
verify-own = You wrote it down
verify-by = Written down by
verify-title = How much of it is proved?
form-verify-accepted = Accepted amount
hint-verify-accepted = In the country’s currency. 0 accepts nothing.
form-verify-reason = Why not all of it
hint-verify-reason = The donor reads this
form-verify-rate = Exchange rate
hint-verify-rate = Units of the country’s currency for one unit on the bill; only for another currency
form-verify-rate-source = Who published the rate, for which day
form-verify-not-double = Why it doubles nothing
hint-verify-not-double = Only where the same day, category and amount stand elsewhere
verify-send = Keep the judgement
verify-after = Somebody else pays what you verify.
refused-verification = This cannot be accepted yet

## Paying
pay-desk-title = Claims that can be paid: { $n }
pay-desk-quiet = No claim waits to be paid
pay-desk-under = The oldest first. What you verified yourself is paid by somebody else.
pay-desk-none = Nothing waits. Claims appear here as soon as something of them was verified.
pay-col-payable = Can be paid
pay-capped = The cap is reached
pay-own = You verified it
pay-planned = Planned and not made
pay-title = Pay this claim to the donor
pay-payers = The law permits: { $list }.
form-pay-amount = Amount in the country’s currency
form-pay-payer = Who pays
form-pay-payer-name = Name of whoever pays
pay-send = Plan the payment
payment-made = The money went today
payment-cancel = Cancel
refused-payment = This cannot be paid yet

## Payments that happened
payments-title = Payments around donations
payments-under = Everything that was paid or is planned, whatever it was for.
payments-newest = The newest payments
payments-of-donation = Payments around this donation
payments-none = No payment is on record.
payment-col-number = Payment
payment-col-for = What for
payment-col-to = To
payment-col-by = By
payment-col-amount = Amount
payment-new = Write down a payment
payment-new-title = Which money went?
payment-new-text = Write down what happened, also what should not have happened. It is kept as it was.
form-payment-amount = Amount
hint-payment-amount = Digits with a point, such as 1500.00
form-payment-currency = Currency
form-payment-paid-on = Day
form-payment-ground = What for
form-payment-service = Service, where it is a fee
form-payment-payee = To whom
form-payment-payee-name = Their name
form-payment-payer = By whom
form-payment-payer-name = Their name
form-payment-pair = Number of the pair
form-payment-claim = Number of the claim
form-payment-centre = Centre concerned
form-payment-note = How it is known
payment-keep = Keep it

## What the donor takes home
statement-verb = Statement for the donor
statement-title = Your expenses as a donor
statement-day = as of { $day }
statement-print = Print
statement-sum = Of your expenses { $accepted } were accepted. { $paid } of them were paid or are on their way.
statement-paid = What was paid
statement-nothing-paid = Nothing yet.
statement-on-its-way = On its way
statement-caps = The most for a donation in all:
statement-no-reward = You get back what your donation cost you. Nobody may pay you, your family or anybody else for the organ.
statement-wrong = If something is wrong or missing, tell the nurse who looks after you. Expenses that were not accepted can be proved with another receipt.

## The demonstration
demo-expenses-officer = A donor’s tickets and bills lie on the table. One of them lies there twice.
demo-expenses-officer-waits = { $n } expenses to verify
