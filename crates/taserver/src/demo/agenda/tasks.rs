//! What is to be done, by craft: some late, some begun, some done, some without a date.

use jiff::civil::Date;

use crate::demo::dice::Dice;
use crate::demo::entry::{Progress, Task, plus};
use crate::demo::people::{Craft, Person};

const LEAD: [&str; 5] = [
    "Write the quarterly letter",
    "Approve the travel budget",
    "Prepare the monthly review",
    "Answer Nordlicht",
    "Plan the retreat’s second day",
];
const OPERATIONS: [&str; 6] = [
    "Renew the van’s insurance",
    "Order chairs for Montmartre",
    "Send the time sheets to payroll",
    "Book the retreat’s bus",
    "Replace the projector lamp",
    "Check the fire extinguishers",
];
const DESIGN: [&str; 5] = [
    "Icons for the booking page",
    "Contrast of the dark theme",
    "Tidy the component library",
    "Storyboard for the product film",
    "Read the interview notes",
];
const ENGINEERING: [&str; 6] = [
    "Answer the security questionnaire",
    "Upgrade the database",
    "Write the release notes",
    "Review the import code",
    "Measure the start-up time",
    "Restore a backup, for practice",
];

/// A member's tasks, one of them every Friday.
pub(super) fn tasks(person: &'static Person, today: Date) -> Vec<Task> {
    let mut dice = Dice::for_purpose(&format!("{} has to", person.login));
    let summaries = match person.craft {
        Craft::Lead => LEAD.as_slice(),
        Craft::Operations => OPERATIONS.as_slice(),
        Craft::Design => DESIGN.as_slice(),
        Craft::Engineering => ENGINEERING.as_slice(),
    };
    let numbered = summaries.iter().enumerate();
    let mut tasks: Vec<_> =
        numbered.map(|(number, summary)| task(person, number, summary, today, &mut dice)).collect();
    tasks.push(time_sheet(person, today));
    tasks
}

fn task(person: &Person, number: usize, summary: &'static str, today: Date, dice: &mut Dice) -> Task {
    let days = i32::try_from(dice.below(26)).unwrap_or(0) - 6;
    let due = (!dice.once_in(5)).then(|| plus(today, days));
    let progress = match dice.below(4) {
        0 => Progress::Done(plus(today, days.min(0) - 1)),
        1 => Progress::Begun(50),
        _ => Progress::Open,
    };
    let priority = dice.pick(&[None, Some(1), Some(5), Some(9)]).copied().flatten();
    Task { uid: format!("task-{}-{number}", person.login), summary, due, priority, progress, rule: None }
}

fn time_sheet(person: &Person, today: Date) -> Task {
    let friday = plus(super::monday_of(today), 4);
    Task {
        uid: format!("time-sheet-{}", person.login),
        summary: "Fill in the time sheet",
        due: Some(friday),
        priority: None,
        progress: Progress::Open,
        rule: Some("FREQ=WEEKLY"),
    }
}
