## Searching
trace-search-title = Follow any number
trace-search-text = Give the number of a donor, an organ, a recipient or a transplantation. The whole chain appears, in both directions.
trace-search-field = Number
trace-search-hint = It begins with don_, org_, rec_ or trp_. Capitals, spaces and hyphens make no difference.
trace-search-button = Follow it
trace-search-wrong = “{ $value }” is not a number of this registry. One character may be mistyped; every number carries its own check.

## The page of a chain
trace-title-donor = Everyone reached by donor { $code }
trace-title-recipient = Where the gift to recipient { $code } came from
trace-title-recipient-unknown = Nobody recorded where the gift to recipient { $code } came from
trace-title-organ = The way of { $code } from donor to recipient
trace-title-organ-unknown = Nobody recorded where { $code } came from
trace-under = As recorded by { $at }.
trace-under-several = { $n ->
    [one] One origin.
   *[other] { $n } origins, one picture each.
 }
trace-print = Print
trace-correct = Correct what is on record
trace-file-svg = Download the picture (SVG)
trace-file-json = Download the record (JSON)

## The picture
trace-head-donor = Donor
trace-head-part = Organ
trace-head-stops = Hand-overs
trace-head-end = Recipient or end
trace-head-outcome = Latest outcome
trace-sign-donor = donor
trace-sign-organ = organ, recipient
trace-sign-handover = hand-over
trace-sign-ended = ended here
trace-no-record = no record
trace-on-the-way = on its way
trace-no-record-for = no record, { $span }
trace-no-donor = no donor is recorded
trace-between = between { $since } and { $until }
trace-contradicts = contradicts the record
trace-again = { $organ }, grafted again
trace-split = { $organ }, split
trace-recovered = recovered
trace-somewhere = not recorded
trace-when-unknown = time unknown
trace-day-month = { $day } { $month }
trace-span-minutes = { $n } min
trace-span-hours = { $h } h { $m } min
trace-span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
trace-handovers = { $n ->
    [one] one hand-over
   *[other] { $n } hand-overs
 }
trace-outcome-well = Well { $after }
trace-outcome-failed = Graft lost { $after }
trace-outcome-died = Died { $after }
trace-outcome-lost = Out of sight { $after }
trace-outcome-none = No outcome recorded yet
trace-after-days = { $n ->
    [0] on the same day
    [one] at one day
   *[other] at { $n } days
 }
trace-after-months = { $n ->
    [one] at one month
   *[other] at { $n } months
 }
trace-after-years = { $n ->
    [one] at one year
   *[other] at { $n } years
 }
trace-count-organs = { $n ->
    [0] Nothing was recovered from this donor.
    [one] The donor gave one organ.
   *[other] The donor gave { $n } organs.
 }
trace-count-unknown = { $n ->
    [one] One organ is known; its donor is not.
   *[other] { $n } organs are known; their donor is not.
 }
trace-count-reached = { $n ->
    [0] Nobody received.
    [one] One person received.
   *[other] { $n } people received.
 }
trace-count-ended = { $n ->
    [one] One was not used.
   *[other] { $n } were not used.
 }
trace-count-disputed = { $n ->
    [one] One record contradicts another.
   *[other] { $n } records contradict others.
 }
trace-count-gaps = { $n ->
    [one] The record breaks in one place.
   *[other] The record breaks in { $n } places.
 }
trace-count-whole = The record has no gap.

## The table
trace-table = The same chain as a table
trace-fold = { $n ->
    [one] Show as table, one row
   *[other] Show as table, { $n } rows
 }
trace-col-part = Organ
trace-col-number = Number
trace-col-handovers = Hand-overs
trace-col-gap = Gap or contradiction
trace-col-end = Recipient or end
trace-col-where = Where
trace-col-outcome = Latest outcome
trace-empty = Nothing was recovered from this donor.
