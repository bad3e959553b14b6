//! Sentences: the languages hold together, values stay whole, numbers agree.

use std::{collections::BTreeSet, fs};

use law::{Text, Words};

#[test]
fn the_embedded_translations_can_be_read() {
    let words = Words::load().unwrap();
    assert_eq!(words.languages().collect::<Vec<_>>(), ["ar", "en"]);
}

#[test]
fn english_and_arabic_have_the_same_messages() {
    let (en, ar) = (Words::keys("en"), Words::keys("ar"));
    let set = |keys: &[String]| keys.iter().cloned().collect::<BTreeSet<_>>();
    let (en_set, ar_set) = (set(&en), set(&ar));
    assert_eq!(en_set.difference(&ar_set).collect::<Vec<_>>(), Vec::<&String>::new(), "only in English");
    assert_eq!(ar_set.difference(&en_set).collect::<Vec<_>>(), Vec::<&String>::new(), "only in Arabic");
    assert_eq!(en.len(), en_set.len(), "a message is defined twice");
    let words = Words::load().unwrap();
    for key in &en_set {
        assert!(words.has("en", key) && words.has("ar", key), "{key}");
    }
}

/// The `$values` each message uses.
fn values(lang: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for file in fs::read_dir(crate::repository("translations").join(lang)).unwrap() {
        let mut key = String::new();
        for line in fs::read_to_string(file.unwrap().path()).unwrap().lines().filter(|l| !l.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                key = name.trim().to_owned();
            }
            for piece in line.split('$').skip(1) {
                let name: String =
                    piece.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
                found.insert((key.clone(), name));
            }
        }
    }
    found
}

#[test]
fn english_and_arabic_use_the_same_values() {
    // Only grammatical gender may be asked for in one language alone: English sentences often need none.
    let but_gender = |lang: &str| values(lang).into_iter().filter(|(_, value)| value != "sex").collect::<BTreeSet<_>>();
    let (en, ar) = (but_gender("en"), but_gender("ar"));
    assert_eq!(en.symmetric_difference(&ar).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
}

const EN: &str = "
wait = { $hours ->
    [one] One hour is missing.
   *[other] { $hours } hours are missing.
}
pair = Pair { $pair } stands still.
only-english = Only here.
plain=No space before the sign.
";
const AR: &str = "
wait = { $hours ->
    [zero] لا تنقص أي ساعة.
    [one] تنقص ساعة واحدة.
    [two] تنقص ساعتان.
    [few] تنقص { $hours } ساعات.
    [many] تنقص { $hours } ساعة.
   *[other] تنقص { $hours } من الساعات.
}
pair = توقف الزوج { $pair }.
plain = لا مسافة.
";

fn own() -> Words {
    Words::from_texts(&[("en", &[("own", EN)]), ("ar", &[("own", AR)])]).unwrap()
}

#[test]
fn a_value_stands_in_isolates_so_that_codes_stay_whole() {
    for (lang, sentence) in
        [("en", "Pair \u{2068}par_9D3H\u{2069} stands still."), ("ar", "توقف الزوج \u{2068}par_9D3H\u{2069}.")]
    {
        assert_eq!(own().say_with(lang, "pair", &[("pair", Text::from("par_9D3H"))]), sentence);
    }
}

#[test]
fn numbers_agree_with_their_noun() {
    let say = |lang, hours: i64| own().say_with(lang, "wait", &[("hours", Text::from(hours))]);
    assert_eq!(say("en", 1), "One hour is missing.");
    assert_eq!(say("en", 2), "\u{2068}2\u{2069} hours are missing.");
    let arabic: BTreeSet<_> = [0, 1, 2, 3, 11, 100].map(|hours| say("ar", hours)).into_iter().collect();
    assert_eq!(arabic.len(), 6, "each of the six forms of Arabic: {arabic:?}");
    assert_eq!(say("ar", 2), "تنقص ساعتان.");
}

#[test]
fn a_missing_sentence_falls_back_to_english_and_then_to_its_key() {
    let words = own();
    assert!(!words.has("ar", "only-english") && words.has("en", "only-english"));
    assert_eq!(words.say("ar", "only-english"), "Only here.");
    assert_eq!(words.say("fr", "plain"), "No space before the sign.");
    assert_eq!(words.say("ar", "no-such-key"), "⟦no-such-key⟧");
}

#[test]
fn a_text_that_fluent_cannot_read_is_named() {
    let said = |text: &'static str| Words::from_texts(&[("en", &[("pages", text)])]).unwrap_err();
    assert!(said("key = { $open").contains("translations/en/pages.ftl"));
    assert!(said("same = a\nsame = b").contains("translations/en/pages.ftl"));
}
