//! Journeys: scenarios with one person, days apart, as an author writes them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A list of scenarios with one person, days apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Journey {
    /// The name by which the file refers to it: lower-case words with hyphens.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Its title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The visits, in order.
    #[schemars(length(min = 1))]
    pub visits: Vec<Visit>,
}

/// One visit of a journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The scenario that is played.
    #[schemars(length(min = 1))]
    pub scenario: String,
    /// Days after the visit before.
    #[serde(default)]
    pub days_later: u32,
    /// Facts of earlier visits that should be remembered.
    #[serde(default)]
    pub recalls: Vec<String>,
}
