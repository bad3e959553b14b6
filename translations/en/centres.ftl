## The list
centres-title = Every centre and what it is licensed for
centres-title-none = No centre fits what you asked for
centres-title-found = { $n ->
    [one] One centre fits
   *[other] { $n } centres fit
 }
centres-under = As of today, { $date }. What is not listed is not licensed.
centres-ask = A centre that is missing here, or a licence that looks different on paper? Ask the inspectorate before you agree to anything.
centres-new = Enter a centre
centres-search = Name, place or number
centres-organ = Licensed today for
centres-any-organ = any organ
centres-look = Look it up
centres-count = { $shown } of { $all } centres
centres-further = Further centres
centres-remove = Remove
centres-clear = Clear all
centres-table = Centres
centres-col-name = Centre
centres-col-place = Place
centres-col-licences = Licences today
centres-col-number = Number
centres-empty = No centre of this registry has such a name, place or number. Try fewer letters, or look through the whole list.
centres-merged = Part of another centre now
centres-no-licence = No licence

## Where a licence stands
licence-for = { $organ }, { $activity }
activity-deceased-procurement-dbd = recovery after brain death
activity-deceased-procurement-dcd = recovery after circulatory death
activity-living-removal = from living donors
activity-transplantation = transplantation
activity-tissue-typing-lab = tissue typing
activity-organ-transport = transport
activity-preservation-perfusion = preservation and perfusion
activity-follow-up = follow-up
licence-tag = { $for }: { $state }
licence-valid = Valid
licence-ends-today = Ends today
licence-ends-in = { $days ->
    [one] Ends tomorrow
   *[other] Ends in { $days } days
 }
licence-ended-yesterday = Ended yesterday
licence-ended = Ended { $date }
licence-suspended = Suspended since { $date }
licence-revoked = Revoked on { $date }
licence-from = From { $date }
licence-waits = Second signature is missing
licence-waits-until = A second inspector must sign until { $until }, or it lapses
licence-you-signed = You signed first. Another inspector must sign.
licence-table = Licences
licence-col-for = For
licence-col-number = Number
licence-col-from = From
licence-col-to = To
licence-col-bar = { $from } to { $to }, today upright
licence-col-state = State today
licence-col-act = Measures
licence-conditions = Conditions
licence-suspend = Suspend
licence-revoke = Revoke
licence-reinstate = Reinstate
licence-grant = Grant a licence

## The page of a centre
centre-tabs = Parts of this page
centre-tab-overview = Overview
centre-tab-looked = Who looked
centre-look = { $n ->
    [one] One licence to look at
   *[other] { $n } licences to look at
 }
centre-merged = Part of another centre since { $date }:
centre-no-licence = This centre has no licence. It may not remove or transplant organs.
centre-names = Names it had
centre-name-from = from { $date }
centre-rename = Give another name
centre-merge = Make it part of another centre
centre-back = Back to the centre
measures-table = What was done
measures-col-date = Since
measures-col-what = Measure

## Forms
centre-new-title = Enter a centre
centre-new-button = Enter it
form-centre-kind = What it is
form-centre-parent = Part of
form-centre-name = Public name
form-centre-place = Town or region
form-centre-country = Country
hint-centre-country = Two letters, as in ISO 3166
form-centre-telephone = Public telephone
licence-new-title = Grant a licence
licence-new-button = Grant it
form-licence-organ = Organ
hint-licence-organ = A licence for one side covers the other.
form-licence-activity = Activity
form-licence-donor-scope = Which living donors
form-licence-population = Patients
form-licence-valid-from = First day
form-licence-valid-to = Last day
form-licence-conditions = Conditions
hint-licence-conditions = One to a line. Anybody can read them.
form-licence-legal-act = Act of the authority
rename-title = Give the centre another name
rename-button = Keep the new name
form-rename-name = New name
form-rename-from = From which day
merge-title = Make the centre part of another
merge-button = Make it part of the other
form-merge-into = The centre it becomes part of
form-merge-from = From which day

## Measures
measure-title-suspend = Suspend: { $for }
measure-title-revoke = Revoke: { $for }
measure-title-reinstate = Reinstate: { $for }
measure-effect = What it stops and what goes on
measure-before-you-sign = Before you sign, this is what happens.
measure-stops = Stops
measure-starts = May go on again
measure-goes-on = Goes on
measure-told = Told
measure-planned = { $n ->
    [0] No removal is planned from then on.
    [one] One planned removal
   *[other] { $n } planned removals
 }
measure-wait = { $n ->
    [0] No pair is under evaluation.
    [one] One pair under evaluation waits
   *[other] { $n } pairs under evaluation wait
 }
measure-go-on = { $n ->
    [0] No pair is under evaluation.
    [one] One pair under evaluation
   *[other] { $n } pairs under evaluation
 }
measure-followed = { $n ->
    [0] No living donor is followed here yet.
    [one] Follow-up of one living donor
   *[other] Follow-up of { $n } living donors
 }
measure-others = { $n ->
    [0] The centre has no other licence.
    [one] One other licence of the centre
   *[other] { $n } other licences of the centre
 }
measure-told-text = Anybody who looks the centre up, from that moment. Every plan is refused with the reason. No message is sent: call the director and the teams before you sign.
measure-other-day = From when
measure-show = Show for this moment
measure-sign-here = Reason and signature
measure-two = A second inspector must sign within { $hours } hours, or it lapses.
measure-reason = Reason
measure-law = Article of law
form-measure-measure = Measure
form-measure-from = From when
form-measure-reason = Reason, in public words
hint-measure-reason = Anybody can read it. No name of a patient.
form-measure-legal-act = Article of law
measure-sign-suspend = Suspend from { $from }
measure-sign-revoke = Revoke from { $from }
measure-sign-reinstate = Reinstate from { $from }
measure-waits-suspend = To be suspended: { $for }
measure-waits-revoke = To be revoked: { $for }
measure-waits-reinstate = To be reinstated: { $for }
measure-do-suspend = Suspended
measure-do-revoke = Revoked
measure-do-reinstate = Reinstated

## Licences of professionals
professionals-title = { $n ->
    [0] No professional
    [one] One professional
   *[other] { $n } professionals
 }
professionals-under = Everybody who looks after patients, with their licence as it stands today. A plan waits while somebody with a part in it has none that is valid on its day.
professionals-shown = { $shown } of { $all }
professionals-further = Further professionals
professionals-remove = Remove
professionals-all = All
professionals-soon = Ends within 90 days
professionals-suspended = Suspended
professionals-without = No valid licence
professionals-empty = Nobody is on this list.
professional-enter = Enter a licence
professional-name = Name
professional-profession = Profession
professional-valid = Valid
professional-standing = Today
professional-none = No licence on record
professional-number = Number here
professional-speciality = Speciality
professional-issuer = Given by, number
professional-organs = Operates on
professional-activities = Activities
professional-unlimited = Not limited
professional-entered = Written down by
professional-measures = What was done to it
professional-measure = Measure
professional-from = From
professional-reason = Reason
professional-new-title = Enter the licence of a professional
professional-new-text = As the body that gives it wrote it. Limits to organs or activities concern only whoever operates; leave them empty where there are none. Nobody enters their own.
professional-new-button = Enter this licence
professional-own = This is your own licence. Another inspector changes it.
professional-measure-text = A measure holds from its day on. Plans of that day and later wait; what already happened stays as it is and is marked.
professional-measure-button = Write this down
form-professional-account = Whose licence
form-professional-profession = Profession
form-professional-speciality = Speciality
form-professional-issuer = Body that gave it
form-professional-number = Number with that body
form-professional-valid-from = First day
form-professional-valid-to = Last day
form-professional-organs = Limited to these organs
form-professional-activities = Limited to these activities
form-professional_measure-measure = What is done
form-professional_measure-from = From which day
form-professional_measure-reason = Why
