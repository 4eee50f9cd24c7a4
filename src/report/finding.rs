//! x
use crate::framework::finding::Finding;
use crate::framework::codes::Explanation;
/// x
pub fn render(findings: &[Finding], _colour: bool) -> String { findings.iter().map(|f| { let (l,c)=f.source.position(f.span.start); format!("{}:{l}:{c}: {} {}\n      {}\n", f.source.name, f.code, f.message, f.help.clone().unwrap_or_default()) }).collect() }
/// x
pub fn summary(findings: &[Finding], files: usize) -> String { format!("{} findings in {files} files\n", findings.len()) }
/// x
pub fn explanation(_: &Explanation) -> String { String::new() }
