"""Sixty questions to the sample university as people type them, and who should come first.

Written by reading the data of `portal/demo` as somebody would who knows these people, and never from what an engine
answered. All are asked by a visitor. Right is an answer with everybody named here among its first three.
"""

from dataclasses import dataclass

WANTED = 0.95  # share of the questions answered rightly
FIRST = 3


@dataclass(frozen=True)
class Question:
    """What is typed, of which kind it is, and the family names of those who should come first."""

    kind: str
    text: str
    people: tuple[str, ...]


def _of(kind: str, *rows: tuple[str, ...]) -> tuple[Question, ...]:
    return tuple(Question(kind, text, people) for text, *people in rows)


QUESTIONS: tuple[Question, ...] = (
    *_of(
        "alias",
        ("NMR", "Nwachuku-Lees", "Dewsnap"),
        ("nuclear magnetic resonance", "Nwachuku-Lees", "Dewsnap"),
        ("sem", "Hallworthy", "Dunmoor"),
        ("HPLC", "Tarrant"),
        ("XRD", "Templemann"),
        ("GCMS", "Tarrant"),
        ("HPC", "Rookhope", "Lindqvale"),
        ("flow cytometer", "Mossop"),
        ("pottery", "Oakenshaw"),
        ("greenhouse", "Ashgrove"),
    ),
    *_of(
        "typing error",
        ("mircoscopy confocal", "Veridale"),
        ("glasblowing", "Tregarrow"),
        ("zebrafsih", "Stellingham"),
        ("lettrepress", "Marchbanks"),
        ("Halworthy", "Hallworthy"),
        ("spectrmetry mass", "Tarrant"),
        ("robotcs", "Quince"),
        ("nuclear magentic resonance", "Nwachuku-Lees", "Dewsnap"),
    ),
    *_of(
        "part of a word",
        ("crystallog", "Templemann"),
        ("cleanr", "Holloway-Ito"),
        ("phleb", "Tarbuck"),
        ("histol", "Oldacre"),
        ("bookbind", "Penhaligon-Wu", "Marchbanks"),
        ("prosec", "Dacosta-Rhys"),
    ),
    *_of(
        "letters after a name",
        ("CITP", "Rookhope"),
        ("chartered IT professional", "Rookhope"),
        ("RAnTech", "Quillimore"),
        ("FIScT", "Callowfinn"),
        ("Registered Scientist glassblowing", "Tregarrow"),
        ("IEng hydraulics", "Thorley"),
    ),
    *_of(
        "name",
        ("ciaran", "Oldacre"),
        ("Siobhan Karlsdotter", "Karlsdotter"),
        ("OTullivane", "O'Tullivane"),
        ("o'tullivane bronagh", "O'Tullivane"),
        ("KJ Underhay", "Underhay"),
        ("mei lin", "Ashgrove"),
        ("Nwachuku Lees", "Nwachuku-Lees"),
        ("Hallworthy's", "Hallworthy"),
    ),
    *_of(
        "question",
        ("who can run the SEM in Materials", "Dunmoor"),
        ("someone who knows about laser cutting", "Winterbourne"),
        ("I need help with NMR", "Nwachuku-Lees", "Dewsnap"),
        ("technician for stage lighting at Harbourside", "Wolstenby", "Achterberg"),
        ("who do I ask about zebrafish?", "Stellingham"),
        ("is there anybody who can help me with applying for RSci", "Hallworthy"),
        ("looking for an expert in eye tracking", "Fairbrass"),
        ("who can repair instruments", "Okonjo-Pike"),
        ("who knows how to use a screen reader", "Ashplant"),
    ),
    *_of(
        "equipment",
        ("cryo-EM", "Hallworthy"),
        ("confocal microscope", "Veridale"),
        ("wave tank", "Thorley"),
        ("laser cutters", "Winterbourne"),
        ("jacquard loom", "Penmarrick"),
        ("big magnet", "Nwachuku-Lees", "Dewsnap"),
    ),
    *_of(
        "place",
        ("first aid Lanyon Field Station", "Carrowmere"),
        ("welding Bellfounder Building", "Ferrymead"),
        ("photography Lightship House", "Amankwaa"),
        ("psychology at Harbourside", "Fairbrass", "Korrigan-Dale"),
    ),
    *_of(
        "phrase",
        ('"why it broke"', "Dunmoor"),
        ('"natural dyes"', "Penmarrick"),
        ('"human tissue act"', "Dacosta-Rhys"),
    ),
)  # fmt: skip
