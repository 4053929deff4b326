"""Words that hide what is meant: each line is a pattern, read without regard to capitals."""

import re

VAGUE = (
    r"help(?:ing)? (?:out|with)",
    r"(?:to|will|you'll|must) (?:help|assist)(?: us| our| the (?:team|staff|office|board|manager))",
    r"^help (?:us|our|the|run|manage)",
    r"assist(?:s|ing)?",
    r"provid(?:e|ing) (?:\w+ )?(?:assistance|support)",
    r"(?:^|(?<=[.;:!?] )|(?<=to )|(?<=will ))support(?:ing)? (?:the|our|us|with|all|various|a|staff|team)",
    r"(?:social media|admin|administrative|event|events|office|research|marketing|general|team) support",
    r"(?:to |will |you'll |^)work(?:ing)? (?:on|with) (?:our|the|various|different|some)",
    r"contribut(?:e|ing) to",
    r"(?:be|being|get|getting) involved",
    r"participat(?:e|ing) in (?:our|the team|team|meetings)",
    r"(?:take|taking) (?:part in|care of) (?:our|the team|team|meetings)",
    r"deal(?:ing)? with",
    r"look(?:ing)? (?:after|into) (?:our|the)",
    r"(?:general|various|varied|miscellaneous|assorted|other|different) (?:tasks|duties|jobs|things|admin)",
    r"odd jobs",
    r"lend(?:ing)? a hand",
    r"pitch(?:ing)? in",
    r"wherever (?:we )?need(?:ed)?",
    r"shadow(?:ing)? (?:our|the|a)",
    r"learn(?:ing)? the ropes",
    r"be (?:a )?part of (?:our|the) (?:\w+ )?team",
    r"(?:bits and pieces|this and that)",
)
"""Verbs that do not say what is done."""

ONGOING = (
    (
        r"(?:weekly|daily|monthly|fortnightly|nightly)(?! (?:newsletter|market|paper|magazine|bulletin|digest"
        r"|column|figures|sales|takings|visits|visitors|records|readings|rainfall|averages?|totals?|data"
        r"|service|services|class|classes|session|sessions|programme|menu|timetable|journal|log|logs))"
    ),
    (
        r"every (?:day|week|month|fortnight|morning|evening|monday|tuesday|wednesday|thursday|friday|weekend)"
        r"(?! of| between| from| in)"
    ),
    r"(?:as|when|whenever|where) (?:and when )?(?:it is )?(?:needed|required|necessary|they arise)",
    r"as (?:they|things) (?:come|crop) up",
    r"on-?going(?! (?:study|studies|trial|trials))",
    r"ad[ -]hoc",
    r"(?:on a |on an )?(?:regular|daily|weekly|rolling) basis",
    r"regular(?:ly)? (?:updates?|updating|posts?|posting|content|support|checks?|checking)",
    r"day[ -]to[ -]day",
    r"continuous(?:ly)? (?:support|updat\w+|improv\w+|monitor\w+)",
    r"until further notice",
    r"open[ -]ended (?:role|position|project|work)",
    (
        r"(?:maintain|manage|run|managing|running|maintaining) (?:our|the) (?:social|website|site|accounts?|feeds?"
        r"|channels?|crm|inbox|mailbox|instagram|facebook|tiktok)"
    ),
    r"throughout the (?:year|semester|term|season|summer)",
    r"(?:cover|covering|staff|staffing) (?:the |our )?(?:reception|front desk|desk|phones?|shop|till|shifts?)",
    r"(?:evening|weekend|morning|fixed|regular|saturday) shifts?",
)
"""Words of work that has no end."""

HOLLOW = (
    r"(?:to|for) (?:our|the \w+'s|everyone's|my) (?:full )?satisfaction",
    r"satisfactory|satisfied",
    r"(?:good|high|top|excellent|professional)[ -](?:quality|standard)",
    r"looks? (?:good|nice|great|professional|modern)",
    r"(?:we|the team|the manager) (?:is|are) happy",
    r"as (?:agreed|discussed|instructed)",
    r"(?:best|great|good) (?:possible|work|job|results?)",
    r"done (?:well|properly)|well done",
)
"""Criteria that nobody can check."""


def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds any of the phrases as whole words."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})(?![\w-])", re.IGNORECASE | re.MULTILINE)
