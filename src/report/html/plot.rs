//! Lines over weeks and over exchanges, as SVG.

use maud::{Markup, html};

/// A point: where along the bottom, how high (0.0..=1.0), and what it is in words.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// The number of its place along the bottom, from 0.
    pub(super) at: usize,
    /// 0.0..=1.0.
    pub(super) high: f64,
    /// "week of 23 Nov: 67%, 5 replies".
    pub(super) says: String,
}

/// One line of a plot.
pub(super) struct Line {
    /// Its class and colour: `how`, `what`, `trust`.
    pub(super) class: &'static str,
    /// What stands at its end; nothing in a plot of one line.
    pub(super) name: &'static str,
    /// Its points, from left to right; a place without one is a gap.
    pub(super) points: Vec<Point>,
}

/// A plot.
pub(super) struct Plot<'p> {
    /// What it shows, for who hears the page.
    pub(super) title: String,
    /// The same in more words.
    pub(super) description: String,
    /// Its id on the page, from which others are made.
    pub(super) id: &'p str,
    /// Places along the bottom.
    pub(super) places: usize,
    /// Words below some of the places.
    pub(super) labels: Vec<(usize, String)>,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// Width and height.
    pub(super) size: (f64, f64),
    /// Numbers at the left?
    pub(super) scale: bool,
}

/// Room around the lines: left, right, top, bottom.
type Room = (f64, f64, f64, f64);

impl Plot<'_> {
    fn room(&self) -> Room {
        let named = self.lines.iter().any(|line| !line.name.is_empty());
        (if self.scale { 38.0 } else { 8.0 }, if named { 52.0 } else { 10.0 }, 10.0, if self.labels.is_empty() { 8.0 } else { 26.0 })
    }

    fn x(&self, at: usize) -> f64 {
        let (left, right, ..) = self.room();
        let wide = self.size.0 - left - right;
        round(if self.places < 2 { left + wide / 2.0 } else { left + wide * at as f64 / (self.places - 1) as f64 })
    }

    fn y(&self, high: f64) -> f64 {
        let (.., top, bottom) = self.room();
        round(top + (self.size.1 - top - bottom) * (1.0 - high.clamp(0.0, 1.0)))
    }

    pub(super) fn draw(&self) -> Markup {
        let (title, description) = (format!("{}-title", self.id), format!("{}-desc", self.id));
        let right = self.size.0 - self.room().1;
        html! {
            svg viewBox=(format!("0 0 {} {}", self.size.0, self.size.1)) role="img" aria-labelledby=(format!("{title} {description}")) {
                title id=(title) { (self.title) }
                desc id=(description) { (self.description) }
                @for (high, name) in [(0.0, "0"), (0.5, "50"), (1.0, "100")] {
                    line.rule x1=(self.room().0) x2=(right) y1=(self.y(high)) y2=(self.y(high)) {}
                    @if self.scale {
                        text x=(self.room().0 - 8.0) y=(self.y(high) + 4.0) text-anchor="end" aria-hidden="true" { (name) }
                    }
                }
                @for (at, name) in &self.labels {
                    text x=(self.x(*at)) y=(self.size.1 - 6.0) text-anchor="middle" aria-hidden="true" { (name) }
                }
                @for line in &self.lines { (self.line(line)) }
            }
        }
    }

    fn line(&self, line: &Line) -> Markup {
        html! {
            g class=(line.class) {
                @for run in runs(&line.points) {
                    @if self.lines.len() == 1 && run.len() > 1 { path.area d=(self.area(run)) {} }
                    @if run.len() > 1 { polyline.curve points=(self.path(run)) {} }
                }
                @for point in &line.points {
                    circle.dot cx=(self.x(point.at)) cy=(self.y(point.high)) r=(if self.scale { 4 } else { 3 }) { title { (point.says) } }
                }
                @if let Some(last) = line.points.last().filter(|_| !line.name.is_empty()) {
                    text.name x=(self.x(last.at) + 10.0) y=(self.label(line, last)) aria-hidden="true" { (line.name) }
                }
            }
        }
    }

    /// Names of lines that end close together stand a little apart.
    fn label(&self, line: &Line, last: &Point) -> f64 {
        /// As high as a letter, in units of the plot.
        const LETTER: f64 = 14.0;
        let y = self.y(last.high);
        let others = self.lines.iter().filter(|other| other.name != line.name).filter_map(|other| other.points.last());
        let near = others.map(|other| self.y(other.high)).find(|other| (other - y).abs() < LETTER);
        let by = near.map_or(0.0, |other| if y < other || (y == other && self.lines[0].name == line.name) { -LETTER / 2.0 } else { LETTER / 2.0 });
        round(y + 4.0 + by)
    }

    fn path(&self, run: &[Point]) -> String {
        run.iter().map(|point| format!("{},{}", self.x(point.at), self.y(point.high))).collect::<Vec<_>>().join(" ")
    }

    fn area(&self, run: &[Point]) -> String {
        let (first, last) = (run.first().map_or(0, |point| point.at), run.last().map_or(0, |point| point.at));
        format!("M {},{} L {} L {},{} Z", self.x(first), self.y(0.0), self.path(run), self.x(last), self.y(0.0))
    }
}

/// Points that follow each other without a gap.
fn runs(points: &[Point]) -> impl Iterator<Item = &[Point]> {
    points.chunk_by(|a, b| a.at + 1 == b.at)
}

/// A tenth is finer than any screen.
pub(super) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
