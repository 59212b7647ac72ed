//! Proofs that are kept.

use alloc::vec;
use alloc::vec::Vec;

use super::super::Interval;
use super::super::certificate::Certificate;
use super::super::property::Property;
use super::question::Question;
use super::split::search;
use super::verdict::Verdict;
use super::verifier::Verifier;

impl Verifier<'_> {
    /// Proves a property and keeps the proof, which [`Certificate::check`] verifies.
    ///
    /// A part is proved only if the checker agrees, so it can take more parts than [`decide`](Self::decide). The limits are for each
    /// clause of the property.
    ///
    /// # Errors
    ///
    /// A verdict that is not a proof.
    pub fn certify(
        &self,
        region: &[Interval],
        property: &Property,
    ) -> Result<Certificate, Verdict> {
        let (bounds, clauses) = self
            .question(region, property)
            .map_err(|reason| Verdict::Unknown { parts: 0, reason })?;
        let mut trees = Vec::with_capacity(clauses.len());
        for clause in clauses {
            let question = Question {
                graph: &self.graph,
                run: &self.run,
                clauses: vec![clause],
                is_certified: true,
            };
            match search(&question, &bounds, self.limits, self.observer.as_deref()) {
                (Verdict::Proved { .. }, record) => trees.push(record.tree()),
                (verdict, _) => return Err(verdict),
            }
        }
        Ok(Certificate::new(&self.graph, region, property, trees))
    }
}
