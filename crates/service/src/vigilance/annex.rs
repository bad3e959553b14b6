//! Reports for other countries, in the fields of Directive 2012/25/EU.

use codes::ids::SareId;
use domain::access::Permission;
use domain::vigilance::{ANNEX_I, ANNEX_II, Sare, annex_i, annex_ii};

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::{Reader, Service};

/// Which form is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Annex I.
    Initial,
    /// Annex II.
    Final,
}

/// A filled form: names of the fields, and what stands in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexRows {
    /// Number of the report, `ISO2/number`.
    pub report: String,
    /// Field by field, in the order of the annex.
    pub fields: Vec<(&'static str, String)>,
}

impl Service {
    /// The initial or final report of an adverse event as another country reads it.
    ///
    /// # Errors
    /// Denied; no such adverse event; no final report yet.
    pub async fn annex(&self, access: &Access, id: SareId, form: Form) -> Result<AnnexRows, Failure> {
        self.read("vigilance.annex", access, May::national(Permission::ReadSare), Some(id.to_string()), move |r| {
            Box::pin(async move { r.annex(id, form).await })
        })
        .await
    }
}

impl Reader<'_> {
    async fn annex(&mut self, id: SareId, form: Form) -> Result<AnnexRows, Failure> {
        let sare: Sare = self.get("sare", id).await?;
        let sare = self.open(sare, &id.to_string()).await?;
        let zone = self.ctx.zone();
        let fields = match form {
            Form::Initial => {
                let body = self.body(&sare).await?.unwrap_or_else(|| self.ctx.origin.clone());
                ANNEX_I.into_iter().zip(annex_i(&sare, &body, &zone)).collect()
            }
            Form::Final => match annex_ii(&sare, &zone) {
                Some(filled) => ANNEX_II.into_iter().zip(filled).collect(),
                None => return Err(Problem::not_found("final", id).into()),
            },
        };
        Ok(AnnexRows { report: sare.report_id(), fields })
    }
}
