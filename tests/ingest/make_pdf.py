"""The example specs that are shipped as PDF.

`python -m tests.ingest.make_pdf` writes them again; a test holds them to what
this file says. They have what real ones have: a header table, labels in two
columns, page headers and footers, words that a line cuts, lists that a page
breaks.
"""

from pathlib import Path

from tests.ingest.paper import Spec

EXAMPLES = Path(__file__).parents[2] / "ingest" / "examples"


def irrigation_specialist() -> bytes:
    """Return a county's spec: a table of labels above values, a list that a page breaks."""
    spec = Spec(
        "MARLOW COUNTY CLASS SPECIFICATION - IRRIGATION SPECIALIST", "Marlow County Human Resources - Page #", 11
    )
    spec.row((72, "MARLOW COUNTY CLASS SPECIFICATION"), bold=True)
    spec.gap(4)
    spec.row((72, "IRRIGATION SPECIALIST"), bold=True, size=16)
    spec.gap(8)
    spec.row((72, "Class Code"), (180, "Salary Range"), (290, "FLSA Status"), (400, "Last Revised"), bold=True)
    spec.row((72, "M6231"), (180, "31"), (290, "Non-exempt"), (400, "04/12/2019"))
    spec.heading("DEFINITION")
    spec.paragraph(
        "Under general supervision, lays out, installs, repairs and programs the sprinkler and drip systems of county"
        " parks, medians and cemeteries; reads the water budget of each site and trims the run times of its controller"
        " to it; and performs related work as required."
    )
    spec.heading("DISTINGUISHING CHARACTERISTICS")
    spec.paragraph(
        "This class answers for whole systems, from the backflow preventer to the last nozzle, and for the water that"
        " they use. A Parks Maintenance Worker mends single heads and valves as a part of other grounds"
        " maintenance. The Parks Maintenance Worker, Lead plans the day's work of a crew and seldom repairs systems"
        " in person."
    )
    spec.heading("EXAMPLES OF DUTIES")
    spec.items(
        "Walks each zone at the start of the season, flags broken heads, sunken valve boxes and dry turf, and lists"
        " the parts that the repair takes.",
        "Excavates by hand around live laterals; cuts and glues PVC, solders copper risers and splices polyethylene.",
        "Replaces solenoid valves, diaphragms, rotors, quick couplers and pressure regulators, and pressurizes the line"
        " afterward to prove the joints.",
        "Traces shorted field wire with a locator; splices it with gel-filled connectors; bench-tests decoders and"
        " stations.",
        "Enters run times, cycle-and-soak programs and rain delays in the central controller; compares flow readings"
        " with the baseline and shuts a master valve when a main breaks at night.",
        "Tests backflow preventers every year with a calibrated gauge and files the results with the water purveyor.",
        "Audits uniformity with catch cans, computes the scheduling coefficient, and recommends nozzles that even"
        " it out.",
        "Winterizes exposed lines with compressed air and protects the pumps of reservoirs and wells from frost.",
        "Instructs seasonal workers in trench safety, in the color code of buried utilities and in the use of a"
        " trencher; checks that the one-call ticket is still valid before anybody digs.",
        "Keeps as-built drawings current and records the parts, hours and gallons of each job.",
    )
    spec.heading("MINIMUM QUALIFICATIONS")
    spec.paragraph("Knowledge of:")
    spec.items(
        "Hydraulics of pressurized pipe: friction loss, static and dynamic pressure, water hammer.",
        "Soils, root depths and evapotranspiration so far as they set how much and how often to water.",
        "Wiring of 24-volt valves and of two-wire decoder systems.",
        markers=["-", "-", "-"],
    )
    spec.paragraph("Ability to:")
    spec.items(
        "Read plot plans and controller charts; find a buried valve from a sketch.",
        "Lift 60 pounds, kneel in a trench for an hour, and work in heat and rain.",
        markers=["-", "-"],
    )
    spec.heading("EDUCATION AND EXPERIENCE")
    spec.paragraph(
        "Three years of paid experience in the installation and repair of commercial irrigation, one year of"
        " which included central control. A certificate in landscape irrigation from a community college may be"
        " substituted for one year of the experience."
    )
    spec.heading("LICENSE AND CERTIFICATE")
    spec.paragraph(
        "A valid Class C driver license is required. Certification as a backflow prevention assembly tester must be"
        " obtained within six months of appointment."
    )
    return spec.content()


def berthing_coordinator() -> bytes:
    """Return a port's description: labels and values in two columns, bold headings, a bold word to begin with."""
    spec = Spec("Berthing Coordinator", "Tern Harbor Port District   Job Description   # of 2", 10.5)
    spec.row((72, "TERN HARBOR PORT DISTRICT"), bold=True)
    spec.row((72, "JOB DESCRIPTION"), bold=True)
    spec.gap(6)
    spec.row((72, "BERTHING COORDINATOR"), bold=True, size=18)
    spec.gap(8)
    spec.row((72, "Job Code: 3229"), (330, "FLSA Status: Exempt"))
    spec.row((72, "Salary Grade: 27"), (330, "Reports To: Port Operations Manager"))
    spec.row((72, "Established: 05-14-2012"), (330, "Revised: 09-30-2020"))
    spec.heading("Purpose Statement")
    spec.paragraph(
        "The Berthing Coordinator assigns berths, moorings and anchorages to commercial and visiting ves\u00adsels so"
        " that every hull lies in enough water, on the right side of the wind and within reach of the ser\u00advice"
        " that it asked for; settles conflicts between schedules; and answers to the Port Operations Manager for the"
        " occupancy of every dock. Occupancy is reported at the end of each month."
    )
    spec.heading("Essential Functions")
    spec.items(
        "Matches the draft, beam and air draft of arriving vessels with the soundings of each berth and with the tide"
        " at the hour of arrival.",
        "Publishes the berth plan twice a day and phones agents, pilots, line handlers and tug masters whenever it"
        " changes.",
        "Holds a berth for vessels in distress and shifts others to make room.",
        "Orders shore power, potable water, bunkers, sludge barges and customs clearance for the time alongside.",
        "Keeps the log of arrivals, shifts and departures and certifies the hours that dockage is billed on.",
        "Surveys fenders, bollards and ladders with the Marina Attendant after each heavy weather.",
        "Drafts the berthing rules of regattas and tall-ship visits; walks the docks during them.",
        "Reviews under-keel clearance with the surveyor after each sounding and takes silted berths out of the plan.",
        "Trains relief coordinators in the reservation system and in the radio phraseology of the port.",
        "Answers complaints about noise, wash and late departures within two working days.",
        "Recommends changes of the tariff where occupancy shows that a berth is priced too low or too high.",
        "Compiles the monthly statistics of calls, cargo and berth-hours for the Board of Commissioners.",
        "Represents the port at meetings of the harbor safety committee.",
        markers=["•"] * 13,
    )
    spec.heading("Job Requirements: Minimum Qualifications")
    spec.paragraph("Skills, knowledge and abilities")
    spec.items(
        "Knowledge of tide tables, mooring arrangements, the collision regulations and marine VHF procedure.",
        "Skill in planning under pressure while several parties talk at once.",
        "Ability to climb a pilot ladder and to walk floating docks in any weather.",
        markers=["•"] * 3,
    )
    spec.heading("Experience")
    spec.paragraph("Four years of responsible experience in vessel traffic, ship agency or terminal operations.")
    spec.heading("Education")
    spec.paragraph("Bachelor's degree in maritime transportation or a related field, or a mate's license.")
    return spec.content()


def crane_electrician() -> bytes:
    """Return an older bulletin of a class that a newer one describes: what it paid and asked for then."""
    spec = Spec("CRANE ELECTRICIAN", "Class Code 4121 CONT . . . . . . . . . . 06-05-15", 10.5)
    spec.row((72, "CRANE ELECTRICIAN"), bold=True, size=16)
    spec.row((72, "Tern Harbor Port District"))
    spec.gap(4)
    spec.row((330, "Class Code: 4121"))
    spec.row((330, "Open Date: 06-05-15"))
    spec.row((250, "(Open to the public and to Port District employees)"))
    spec.heading("ANNUAL SALARY")
    spec.paragraph("$64,895 to $80,643")
    spec.heading("DUTIES")
    spec.paragraph(
        "A Crane Electrician installs, inspects, tests and repairs the motors, brakes, limit switches and control"
        " circuits of container cranes; climbs crane towers and works at heights of up to 110 feet; shuts down cranes"
        " that are unsafe; keeps maintenance records; and does other related tasks."
    )
    spec.heading("REQUIREMENTS/MINIMUM QUALIFICATIONS")
    spec.items(
        "Completion of a recognized four-year apprenticeship as an industrial or marine electrician; or",
        "Four years of full-time paid experience installing and repairing three-phase motors and motor controls.",
    )
    spec.heading("PROCESS NOTES")
    spec.items("A valid driver's license is required by the date of appointment.")
    spec.heading("APPLICATION DEADLINE")
    spec.paragraph("The last day to apply is FRIDAY, JUNE 19, 2015, at 5:00 p.m.")
    spec.heading("SELECTION PROCESS")
    spec.paragraph("Performance test, 100%. Candidates will find and repair two faults in a motor control panel.")
    return spec.content()


#: The example PDFs by file name.
FILES = {
    "CRANE ELECTRICIAN 4121 060515.pdf": crane_electrician,
    "M6231 Irrigation Specialist.pdf": irrigation_specialist,
    "berthing-coordinator.pdf": berthing_coordinator,
}


def main() -> None:
    """Write the examples."""
    for name, make in FILES.items():
        (EXAMPLES / name).write_bytes(make())


if __name__ == "__main__":
    main()
