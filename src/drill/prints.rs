//! How a beat reads: a fingerprint that changes when what is practised in it changes, and only then.

use std::hash::Hash;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::framework::model::{Beat, Framework, Want};

/// The fingerprint of a beat, as 32 hexadecimal digits: what is said and asked for in it, and the framework's own points and signals
/// that it asks for. Reactions, sample answers, hints and weights may change without a skill having to be learned again.
pub fn beat(framework: &Framework, beat: &Beat) -> String {
    let mut hasher = SipHasher13::new();
    let mut put = |value: serde_json::Result<String>| value.unwrap_or_default().hash(&mut hasher);
    put(serde_json::to_string(&(&beat.line, beat.ask, beat.purpose, &beat.opportunities)));
    for id in &beat.expects.what {
        let point = framework.point(id);
        put(serde_json::to_string(&(id, point.map(|point| (&point.cues, &point.partly)))));
    }
    for want in &beat.expects.how {
        let id = Want::signal(want).unwrap_or_default();
        let own = framework.signals.iter().find(|sheet| sheet.signal == id);
        put(serde_json::to_string(&(id, own.map(|sheet| (&sheet.cues, &sheet.rules, sheet.levels)))));
    }
    let hash = hasher.finish128();
    format!("{:016x}{:016x}", hash.h1, hash.h2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Shelf;

    fn kerb(change: impl Fn(&mut Framework)) -> String {
        let shelf = Shelf::embedded();
        let mut framework = shelf.framework("own-it").unwrap().value.clone();
        change(&mut framework);
        let scenario = framework.scenario("double-booked").unwrap();
        beat(&framework, &scenario.beats[0])
    }

    fn first(framework: &mut Framework) -> &mut Beat {
        let scenario = framework.scenarios.iter_mut().find(|scenario| scenario.id == "double-booked").unwrap();
        &mut scenario.beats[0]
    }

    #[test]
    fn it_changes_with_what_is_practised_and_with_nothing_else() {
        let before = kerb(|_| {});
        assert_eq!(before, kerb(|framework| first(framework).hints.clear()));
        assert_eq!(before, kerb(|framework| framework.title.push('!')));
        assert_eq!(before, kerb(|framework| first(framework).reacts.truncate(1)));
        assert_ne!(before, kerb(|framework| first(framework).line.0[0].push('!')));
        assert_ne!(before, kerb(|framework| first(framework).expects.how.truncate(1)));
        assert_ne!(before, kerb(|framework| framework.what.iter_mut().for_each(|point| point.cues.truncate(1))));
    }
}
