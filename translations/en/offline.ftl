## Permissions and terms
term-settle-entry = Decide where devices contradict a chain
term-as-told = Everything stands as it was told
term-moved = One of them was at another time
term-other-organ = Another organ was meant
term-asked-both = Both were asked
term-seen-on-the-label = Seen on the label
term-seen-in-papers = Seen in the papers that travelled with it
term-clock-was-wrong = The clock of a device was wrong
term-told-twice = One hand-over, told by both hands

## Scanning without a network
offline-here = Scan without a network
offline-title = Scan, even without a network
offline-text = What you scan is sealed on this device at once, so that only the registry can read it. It is sent when the network is back.
offline-button = Write the hand-over down now
offline-says-online = Connected. This page also opens without a network until your shift ends.
offline-says-offline = No network. Go on scanning: nothing is lost, and everything is sent later.
offline-says-paused = Nobody is signed in here. What waits stays sealed on this device; sign in again to send it.
offline-says-written = Written down on this device.
offline-says-wrong = Not written down. Check the number on the label, and whether you are signed in.
offline-outbox = On this device
offline-no-script = This page needs a script to work without a network. Without one, use the page for scanning, or write the hand-over on paper and call the coordinator.
offline-empty = Nothing is waiting.
offline-state-waiting = Waits to be sent
offline-state-other = Waits until whoever scanned it signs in
offline-state-kept = Kept by the registry
offline-state-unclear = Kept; a coordinator looks at it
offline-state-problem = Not readable; call the coordinator

## Where devices contradict a chain
unclear-here = What devices told
unclear-title = { $n ->
    [0] No hand-over waits for a decision
    [one] One hand-over waits for a decision
   *[other] { $n } hand-overs wait for a decision
 }
unclear-under = A device told them after it had been without the network. They are kept; only what stands is decided here.
unclear-waiting = Waiting
unclear-settled = Decided lately
unclear-more = There are more than 200; decide the oldest first.
unclear-none = Nothing is here.
unclear-col-entry = Entry
unclear-col-organ = Organ
unclear-col-when = When, by the registry’s clock
unclear-col-why = What is unclear
unclear-col-state = State
unclear-state-unclear = Unclear
unclear-state-clear = Clear
unclear-state-settled = Decided
unclear-order = The clocks do not tell which hand-over was first.
unclear-ask = What stands?
unclear-settled-title = What was told, and what was decided
unclear-back = What devices told
unclear-keeps = Whatever you decide, everything that was told stays on record.
unclear-button = Decide
unclear-sides = Side by side, in the order that was concluded
unclear-side-place = Place
unclear-side-way = From and to
unclear-side-when = When, by the registry’s clock
unclear-side-clock = Device, its clock, and what was measured of it
unclear-side-says = What it is
unclear-typed = Written down at a page
unclear-this = This entry
unclear-contradicted = Contradicts this entry
unclear-either = Could have been before or after
unclear-decided-as-told = Everything stands as it was told.
unclear-decided-moved = One hand-over was at another time.
unclear-decided-other-organ = Another organ was meant.
form-unclear-decision = What stands
form-unclear-handover = Which hand-over was at another time
form-unclear-happened-at = When it truly was
form-unclear-unit = Which organ was meant
form-unclear-reason = How you know
