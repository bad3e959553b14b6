## Notices
nav-notices = Notices
notices-title = { $open ->
    [0] No record you had read has changed
    [one] A record whose old content you had has changed
   *[other] { $open } records whose old content you had have changed
 }
notices-under = A notice names the record and what changed in it, never the content. Say that you know of it once you have looked.
notices-none = Nothing you read has been corrected since.
notices-more = Older notices are not shown here.
notice-record = Record
notice-changed = What changed
notice-since = You had it since
notice-raised = Changed on
notice-for = For
notice-state = Answer
notice-for-you = You
notice-for-centre = Your centre
notice-acknowledge = I know
notice-known = Known
notice-corrected = Corrected: { $fields } ({ $reason })
notice-asked-again = An input of the rules changed, and they were asked again: { $before } before, { $now } now
notice-linked = Held to be the same person as
notice-unlinked = No longer held to be the same person as
standing-allowed = nothing stopped the removal
standing-stopped = the removal was stopped
pair-input-changed = On { $date } something changed that the rules look at
changed-names = name
changed-identifiers = number of another office
changed-birth = birth date
changed-sex = sex
changed-gender = gender
changed-languages = languages
changed-residence = country of residence
changed-phone = telephone
changed-happened = when it happened
changed-cold-ischaemia-min = cold ischaemia
changed-anastomosis-min = anastomosis time
changed-creatinine-umol-l = creatinine
changed-egfr-ml-min-173 = eGFR
changed-systolic-mmhg = systolic pressure
changed-diastolic-mmhg = diastolic pressure
changed-albuminuria-mg-g = albumin in urine
changed-note = remark

## Corrections
correction-text = The old content stays in the log beside the new, and everybody who had it is told that it changed.
correction-same = Something other than what is on record, and not ahead of now
visit-correct = Correct
visit-correct-title = What was really measured at this visit?
visit-covered = Another visit of this person serves
operation-correct-title = When did this operation really happen?
operation-correct = Correct when it happened
form-visit-correction-reason = Why it changes
form-operation-correction-reason = Why it changes
form-operation-correction-happened-at = When it happened
form-operation-correction-cold-ischaemia-min = Cold ischaemia
form-operation-correction-anastomosis-min = Anastomosis time

## Two records of one person
person-unnamed = A person without a name on record
link-title = Other records of this person
link-none = No other record is held to be this person.
link-into = Stands for this record
link-with = The same person
link-proposed = Proposed
link-proposed-by = proposed by { $who }
link-propose-title = Is another record this person?
link-propose-text = This record would be read under the other one. A second person must confirm it; until then nothing changes.
link-propose = Propose the link
form-link-into = Number of the record that stays
hint-link-into = Begins with per_; it stands on the other record’s page.
link-confirm-title = Are these two records one person?
link-confirm-text = You are the second person. From then on their organs, grafts and visits are read together; it can be taken back.
link-confirm = Confirm that they are one person
link-decline-title = They are not one person
link-decline = Decline
link-undo-title = Take the link back
link-undo-text = Both histories stand again for themselves; traces, visits and rules are worked out again.
link-undo = Part the two records
form-unlink-reason = Why
link-second-person = Another person must confirm this
link-no-record = A record that is there and within your reach
link-stale = A record that has no link of its own yet
link-other-record = Another record, which stands for itself
exposure-title = Whom this person’s organs and grafts reach
exposure-organ = Organ
exposure-recipient = Recipients
exposure-none = No organ and no graft of this person is on record.

## Searching by name
search-title = Search by name
search-text = Other spellings and scripts are found too. Every search is written down with your name and purpose; the name you type is kept nowhere.
search-too-short = A name of at least two letters
search-number = Record
search-likeness = How near
search-none = Nobody within your reach has a name like this.
search-more = More people have a name like this. Type more of it.
form-search-name = Name, as far as you know it
