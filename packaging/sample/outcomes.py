"""What a delegate can do after each course."""

OUTCOMES: dict[str, tuple[str, ...]] = {
    "INTRO": (
        "Name the four kinds of abuse and the everyday signs that may point to each.",
        "Respond calmly when a child tells you something, without promising to keep it secret.",
        "Tell the right person the same day and write down what was said in the child's own words.",
    ),
    "ESSEN": (
        "Explain why safeguarding is part of your own job, whatever that job is.",
        "Find your agency's designated lead and the number to ring when nobody is in.",
        "Pass the knowledge check on signs, disclosure and recording with at least eight of ten.",
    ),
    "HELP": (
        "Open a conversation with a parent about help in a way that invites a yes.",
        "Complete an early help assessment with the family and not about them.",
        "Gather the right people round a family and agree who does what by when.",
    ),
    "RISK": (
        "Weigh signs of harm together and over time, and not one by one.",
        "Use a chronology to see what a single visit cannot show.",
        "Decide what must be shared, with whom and how soon, and when consent is not needed.",
        "Challenge drift through the board's escalation policy, naming the effect on the child.",
    ),
    "NEGL": (
        "Describe what a day is like for the child and record it so that others can see it.",
        "Use the graded care profile together with a parent and score it fairly.",
        "Recognise neglect in teenagers and in disabled children as readily as in infants.",
        "Say when help has gone on long enough without change.",
    ),
    "EXPL": (
        "Recognise grooming, online and in the street, and the debts and gifts that go with it.",
        "Complete the exploitation screening tool and know what each score leads to.",
        "Hold a return interview that a young person is willing to come back to.",
        "Use language that never makes a child responsible for what was done to them.",
    ),
    "GANG": (
        "Read the signs that a young person is carrying, selling or being moved along a line.",
        "Talk with a young person who is afraid, and with a parent who does not yet believe it.",
        "Make a referral through the national mechanism for victims of modern slavery.",
    ),
    "DA": (
        "Explain coercive control and what living with it does to a child at different ages.",
        "Ask about abuse safely, and know when not to ask.",
        "Complete the risk checklist and bring a high-risk case to the multi-agency conference.",
        "Plan with the parent who is not abusing, and keep the one who is in view.",
    ),
    "THRESH": (
        "Place a worry on the threshold document and say why it sits there.",
        "Write a referral that can be acted on at first reading.",
        "Know what to do when a referral is declined and you are still worried.",
    ),
    "CMH": (
        "Tell ordinary distress from an illness that needs treatment.",
        "Listen without judging and hold the silence that helps a child go on.",
        "Agree a plan for the next day with a child who is hurting themselves.",
        "Find the right service in Westmere, and know what to do while a family waits for it.",
    ),
    "CULT": (
        "Ask about faith, food, family and language with interest and without assumptions.",
        "Work well with an interpreter, and never with a child in that role.",
        "Tell respect for a culture from fear of naming harm.",
    ),
    "CHALL": (
        "Recognise disguised compliance and the ways in which busy families keep us out.",
        "Prepare a difficult visit, stay safe during it and see the child alone.",
        "Follow resistance rather than fight it, and still say plainly what must change.",
    ),
    "HARM": (
        "Say what the law forbids and what the duty to report asks of you.",
        "Apply the one-chance rule when somebody speaks of a forced marriage.",
        "Speak of female genital mutilation with a family plainly, kindly and early.",
        "Keep a person safe by knowing whom not to tell.",
    ),
    "DAC": (
        "Act as the first person colleagues turn to when they suspect domestic abuse.",
        "Check a colleague's risk checklist and improve the safety plan that follows from it.",
        "Bring learning from domestic homicide reviews back to the team in twenty minutes.",
    ),
    "MI": (
        "Use open questions, affirmations, reflections and summaries with a reluctant parent.",
        "Hear talk of change when it comes and help it grow.",
        "Give information and advice without setting off an argument.",
        "Practise on a case of your own between the two days and bring back a recording or notes.",
    ),
    "SUIC": (
        "Ask the question plainly and without fear of making things worse.",
        "Agree a safety plan with the person and remove what could be used to harm.",
        "Look after yourself and your colleagues after a hard conversation.",
    ),
    "PMH": (
        "Describe how a parent's illness is felt by an infant, a school child and a young carer.",
        "Make one plan with adult mental health services, with the child named in it.",
        "Know the signs of illness after birth that need help the same day.",
    ),
    "OH": (
        "Name the platforms, games and group chats that Westmere's children really use.",
        "Respond to the sharing of intimate pictures without blame and within the law.",
        "Report harmful material and have it taken down.",
    ),
    "SUP3": (
        "Hold a reflective session of an hour that ends in decisions about the child.",
        "Notice when a worker is drawn in, worn out or looking away.",
        "Record supervision so that the reasons for a decision can be followed later.",
    ),
    "CPC3": (
        "Write a report for conference that the family has read and that separates fact from view.",
        "Give a clear opinion on significant harm and say what would change it.",
        "Run a core group that measures change for the child and not attendance by adults.",
        "Prepare a child or young person to be heard at their own conference.",
    ),
    "LADO3": (
        "Decide within one working day whether a concern meets the harm threshold.",
        "Tell a low-level concern from an allegation, and record both.",
        "Manage suspension, support and confidentiality fairly until the matter is closed.",
    ),
    "FII3": (
        "Recognise perplexing presentations early and respond without accusing.",
        "Build one health chronology from several services and agree who holds it.",
        "Know when to tell parents of a concern and when doing so would raise the risk.",
    ),
    "REVIEW": (
        "Tell in your own words what happened to the child and what might have changed it.",
        "Choose one thing that your own team will do differently by the end of next month.",
    ),
    "PF": (
        "Recognise a private fostering arrangement when you meet one.",
        "Know the duty to tell the council, and what it does once it has been told.",
    ),
    "XB": (
        "Map the places where young people of the four boroughs are safe and unsafe.",
        "Pass a concern across a borough boundary so that it is acted on the same day.",
    ),
    "ANNUAL": (
        "Take home the year's findings from reviews, audits and the voice of children.",
        "Meet the people behind the services that you refer to.",
        "Leave with one commitment for your agency, written on the wall for all to see.",
    ),
    "SUMMER": (
        "Know whom to ring from July to September when schools are closed.",
        "Recognise the risks that long holidays bring: water, heat, hunger and time online.",
    ),
}
