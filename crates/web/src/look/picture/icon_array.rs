//! One hundred people, in the same order always: the first ones are those the sentence counts.

use super::plain_id;
use maud::{Markup, PreEscaped, html};

/// People among one hundred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IconArray {
    /// Id of the drawing within its page.
    pub id: String,
    /// How many of the hundred the sentence counts.
    pub counted: u8,
    /// The sentence: "3 of 100 people …".
    pub says: String,
}

/// Five rows of twenty. It mirrors with the page.
#[must_use]
pub fn icon_array(view: &IconArray) -> Markup {
    let place = |index: u8| (9 + 19 * u32::from(index % 20), 9 + 21 * u32::from(index / 20));
    let id = plain_id(&view.id);
    let counted = view.counted.min(100);
    html! {
        svg.flip.hundred viewBox="0 0 380 103" width="380" height="103" role="img" aria-label=(view.says) {
            title { (view.says) }
            (PreEscaped(format!(
                r#"<pattern id="{}-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="f-stopsoft"/><path d="M2.5 0V5" stroke-width="1.4" class="s-stop"/></pattern>"#,
                id)))
            g.s-stop fill={ "url(#" (id) "-h)" } stroke-width="1.6" {
                @for i in 0..counted { @let (x, y) = place(i); circle cx=(x) cy=(y) r="7" {} }
            }
            g.s-edge.f-none stroke-width="1.2" {
                @for i in counted..100 { @let (x, y) = place(i); circle cx=(x) cy=(y) r="7" {} }
            }
        }
    }
}
