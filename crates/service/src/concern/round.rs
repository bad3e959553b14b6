//! The round that enters what arrived: at fixed intervals, whether or not anything did, and always in the same number of leaves.

use codes::ids::ConcernId;
use domain::Draft;
use domain::access::{Purpose, Role};
use domain::concern::{Added, PostKind, Received};
use store::concern::Post;

use super::done;
use crate::Service;
use crate::access::Access;
use crate::failure::Failure;
use crate::work::Work;

/// The log grows by this many leaves in a round, or by a multiple of it when more came.
pub const LEAVES: usize = 4;
/// Most that one round enters; what is left waits for the next.
const AT_ONCE: i64 = 512;

impl Service {
    /// Enters what arrived since the last round, and returns how much there was.
    ///
    /// # Errors
    /// The store fails; nothing was entered then.
    pub async fn enter_concerns(&self) -> Result<usize, Failure> {
        let inside = Access::console(Role::Investigator, Purpose::Inquiry);
        let entered = self.write_as("concern.round", &inside, |w| {
            Box::pin(async move {
                let posts = store::concern::whole(w.tx, AT_ONCE).await?;
                let count = w.enter_all(posts).await?;
                store::concern::give_up(w.tx).await?;
                done(count)
            })
        });
        entered.await.map(|(count, _)| count)
    }
}

impl Work<'_> {
    /// Real leaves and leaves without an event, in an order that chance made, so that none says by its place which it is.
    async fn enter_all(&mut self, mut posts: Vec<Post>) -> Result<usize, Failure> {
        // A message belongs to its report, which is entered first when both came together.
        let messages: Vec<Post> = posts.extract_if(.., |post| post.kind != PostKind::Report).collect();
        let mut entered = 0;
        for group in [posts, messages] {
            let mut leaves: Vec<Option<Post>> = group.into_iter().map(Some).collect();
            let fill = match leaves.len() % LEAVES {
                0 if !leaves.is_empty() => 0,
                over => LEAVES - over,
            };
            leaves.extend(std::iter::repeat_with(|| None).take(fill));
            let mut shuffled: Vec<(u64, Option<Post>)> =
                leaves.into_iter().map(|leaf| (u64::from_le_bytes(self.ctx.random()), leaf)).collect();
            shuffled.sort_by_key(|(chance, _)| *chance);
            for (_, leaf) in shuffled {
                entered += self.enter(leaf).await?;
            }
        }
        Ok(entered)
    }

    async fn enter(&mut self, leaf: Option<Post>) -> Result<usize, Failure> {
        let Some(post) = leaf else { return self.dummy_leaf().map(|()| 0) };
        let (concern, draft) = match post.kind {
            PostKind::Report => {
                let id: ConcernId = self.id();
                let received = Received { commitment: post.commitment.clone() };
                (id.to_string(), Draft::new("concern.received", id, &received))
            }
            kind => match store::concern::mailbox(self.tx, &post.mailbox).await? {
                Some((concern, _)) => {
                    let added = Added { kind, commitment: post.commitment.clone() };
                    let draft = Draft::new("concern.added", &concern, &added);
                    (concern, draft)
                }
                // A code that opens nothing: whoever sent it was answered like everybody else.
                None => {
                    store::concern::forget(self.tx, &post.id).await?;
                    return self.dummy_leaf().map(|()| 0);
                }
            },
        };
        self.record(vec![draft]).await?;
        let event = self.last_event().unwrap_or_default().to_owned();
        store::concern::entered(self.tx, &post.id, &concern, &event).await?;
        Ok(1)
    }
}
