//! How one sum falls on the expenses of a claim.

use codes::ids::ExpenseId;

use super::payment::Part;
use super::words::Category;

/// An expense that may be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The expense.
    pub expense: ExpenseId,
    /// Its category.
    pub category: Category,
    /// What was accepted and is not paid yet, minor units; nought where nothing is.
    pub minor: i64,
}

/// Shares a sum among expenses in their order: first what was verified and has room under its category's cap, then what was
/// verified, and what is left over on the last expense, where the rules find it. `room` is what each category still has under
/// its cap, minor units; a category that is not there has no cap.
#[must_use]
pub fn share(open: &[Open], room: &[(Category, i64)], amount: i64) -> Vec<Part> {
    let (mut left, mut room) = (amount.max(0), room.to_vec());
    let mut given = vec![0_i64; open.len()];
    for capped in [true, false] {
        for (one, given) in open.iter().zip(&mut given) {
            let cap = room.iter_mut().find(|(category, _)| *category == one.category);
            let most = match &cap {
                Some((_, room)) if capped => *room,
                _ => i64::MAX,
            };
            let now = (one.minor - *given).max(0).min(most.max(0)).min(left);
            if let Some((_, room)) = cap {
                *room -= now;
            }
            *given += now;
            left -= now;
        }
    }
    if let Some(last) = given.last_mut() {
        *last += left;
    }
    let part = |(one, minor): (&Open, i64)| Part { expense: one.expense, minor };
    open.iter().zip(given).filter(|(_, minor)| *minor > 0).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{Open, share};
    use crate::expense::Category;
    use codes::ids::ExpenseId;

    fn open(n: u64, category: Category, minor: i64) -> Open {
        Open { expense: ExpenseId::from_bits(n), category, minor }
    }

    fn shared(amount: i64, room: &[(Category, i64)]) -> Vec<i64> {
        let all = [
            open(1, Category::Travel, 100),
            open(2, Category::Travel, 50),
            open(3, Category::Meals, 0),
            open(4, Category::Lodging, 70),
        ];
        let parts = share(&all, room, amount);
        all.iter().map(|o| parts.iter().find(|p| p.expense == o.expense).map_or(0, |p| p.minor)).collect()
    }

    #[test]
    fn no_unit_of_a_sum_is_lost_or_made() {
        for amount in [0, 1, 99, 150, 219, 220, 221, 100_000] {
            for room in [vec![], vec![(Category::Travel, 120)], vec![(Category::Travel, -5), (Category::Lodging, 0)]] {
                assert_eq!(shared(amount, &room).iter().sum::<i64>(), amount, "{amount} {room:?}");
            }
        }
    }

    #[test]
    fn what_is_verified_and_under_its_cap_comes_first() {
        assert_eq!(shared(190, &[(Category::Travel, 120)]), [100, 20, 0, 70]);
        assert_eq!(shared(200, &[(Category::Travel, 120)]), [100, 30, 0, 70]);
        assert_eq!(shared(300, &[]), [100, 50, 0, 150], "too much lies on the last, where the rules find it");
        assert!(share(&[], &[], 50).is_empty());
    }
}
