"""Findings about the text of a file: is it YAML of the plain kind that scenarios use."""

from game.model.text import gettext_noop
from game.scenario.codes import Reads, errors, register

NOT_OPENED = "E101"
TOO_LARGE = "E102"
NOT_UTF8 = "E103"
BAD_CHARACTER = "E104"
SYNTAX = "E105"
TAB = "E106"
INDENTATION = "E107"
COLON = "E108"
OPEN_QUOTE = "E109"
OPEN_BRACKET = "E110"
SECOND_DOCUMENT = "E111"
ANCHOR = "E112"
MERGE_KEY = "E113"
TAG = "E114"
TOO_DEEP = "E115"
TOO_MANY = "E116"
TOO_LONG = "E117"
DUPLICATE_KEY = "E118"
BAD_KEY = "E119"
LEADING_ZERO = "E120"
BAD_NUMBER = "E121"
NOT_A_MAPPING = "E122"
NEEDS_QUOTES = "E123"
BAD_ESCAPE = "E124"

_FILE = (
    (
        NOT_OPENED,
        gettext_noop("The file cannot be opened"),
        gettext_noop("There is no file of that name, it is a folder, or this account may not read it."),
        "check no_such_file.yaml",
    ),
    (
        TOO_LARGE,
        gettext_noop("The file is too large"),
        gettext_noop("A scenario has at most 1 MiB of text. Pictures stay in files of their own."),
        "a file of more than 1,048,576 bytes",
    ),
    (
        NOT_UTF8,
        gettext_noop("The file is not text in UTF-8"),
        gettext_noop("Save it as UTF-8 in the editor. UTF-16, older Windows encodings and pictures are not read."),
        "a file saved as UTF-16",
    ),
    (
        TOO_MANY,
        gettext_noop("The file has too many items"),
        gettext_noop("At most 200,000 keys and values are read in all, and 10,000 in one list or mapping."),
        "a list of 10,001 numbers",
    ),
    (
        TOO_LONG,
        gettext_noop("A text is too long"),
        gettext_noop("One key or value holds at most 65,536 characters. Often a closing quote is missing."),
        "a text of more than 65,536 characters",
    ),
)

_TEXT = (
    (
        BAD_CHARACTER,
        gettext_noop("A character that does not belong in text"),
        gettext_noop(
            "Invisible control characters usually come from copying out of another program. Delete them. Word "
            "processors also put no-break spaces for spaces and long dashes for plain ones: type those again."
        ),
        "title: Ivory\u2028corridor",
    ),
    (
        SYNTAX,
        gettext_noop("This is not YAML"),
        gettext_noop("The text cannot be understood from this place on; the fault is here or just before."),
        "legs: [ , ]",
    ),
    (
        TAB,
        gettext_noop("A tab where only spaces may stand"),
        gettext_noop("YAML indents with spaces. Set the editor to put two spaces for a tab."),
        "rules:\n\tturns: 8",
    ),
    (
        INDENTATION,
        gettext_noop("The indentation does not fit"),
        gettext_noop("Keys of the same mapping, and dashes of the same list, start in the same column."),
        "rules:\n    turns: 8\n  turn_years: 1",
    ),
    (
        COLON,
        gettext_noop("A colon too many or too few"),
        gettext_noop("A key ends with a colon and a space. Text that holds a colon and a space needs quotes."),
        "title: Ivory: a corridor",
    ),
    (
        OPEN_QUOTE,
        gettext_noop("A quote that is not closed"),
        gettext_noop("The text from the opening quote runs on to the end of the file."),
        'title: "Ivory\nsummary: short',
    ),
    (
        OPEN_BRACKET,
        gettext_noop("A bracket that is not closed, or closes nothing"),
        gettext_noop("Each [ needs its ] and each { its }, with commas between the items."),
        "topics: [ivory, money",
    ),
    (
        SECOND_DOCUMENT,
        gettext_noop("A second document in the file"),
        gettext_noop("A line of three dashes begins a new document; a scenario is one document."),
        "title: one\n---\ntitle: two",
    ),
    (
        ANCHOR,
        gettext_noop("Anchors and aliases are not used"),
        gettext_noop("A value that begins with & or * is a reference in YAML. Write it out, or put it in quotes."),
        "position: &ours We are neutral",
    ),
    (
        MERGE_KEY,
        gettext_noop("Merge keys are not used"),
        gettext_noop("The key << copies another mapping in some YAML programs. Write the keys out, or use like:."),
        "<<: {turns: 8}",
    ),
    (
        TAG,
        gettext_noop("Tags are not used"),
        gettext_noop("A value that begins with ! names a program's type in YAML. Write plain values, or use quotes."),
        "turns: !!int 8",
    ),
    (
        TOO_DEEP,
        gettext_noop("Lists and mappings nested too deeply"),
        gettext_noop("At most 32 levels are read; a scenario needs about six."),
        "x: " + "[" * 40,
    ),
    (
        DUPLICATE_KEY,
        gettext_noop("The same key twice"),
        gettext_noop("A mapping has each key once; only one of the two values could count."),
        "turns: 8\nturns: 6",
    ),
    (
        BAD_KEY,
        gettext_noop("A key that is not a word"),
        gettext_noop("A key is a plain word, not empty, not a list and not a mapping."),
        "[a, b]: 1",
    ),
    (
        LEADING_ZERO,
        gettext_noop("A number that begins with 0"),
        gettext_noop("Programs disagree whether 010 is ten or eight. Write 10; for a text, write it in quotes."),
        "turns: 010",
    ),
    (
        BAD_NUMBER,
        gettext_noop("A number that cannot be used"),
        gettext_noop("Whole numbers go up to 9,007,199,254,740,992, others up to 1.7e308; .nan is not a number."),
        "funds_value: 1e999",
    ),
    (
        NOT_A_MAPPING,
        gettext_noop("The file is empty or is not a mapping of keys"),
        gettext_noop("The file begins with a key, a colon and a value, as in title: Ivory."),
        "# nothing yet",
    ),
    (
        NEEDS_QUOTES,
        gettext_noop("Text that begins with a special character"),
        gettext_noop("Text that begins with @, ` or % needs quotes."),
        "title: @corridor",
    ),
    (
        BAD_ESCAPE,
        gettext_noop("A backslash that means nothing"),
        gettext_noop("Within double quotes a backslash begins a special character. Use single quotes, or two of them."),
        'title: "C:\\ivory"',
    ),
)

register(errors(_FILE, Reads.NOTHING))
register(errors(_TEXT, Reads.YAML))
