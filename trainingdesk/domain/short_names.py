"""Short forms of first names, as people write them where they are registered."""

SHORT_FORMS = """
alexander alex sandy sasha; alexandra alex sandra sasha; andrew andy drew; anthony tony ant;
barbara barb babs; benjamin ben benny; catherine cathy cat kate katie; charles charlie chas;
charlotte charlie lottie; christine chris chrissie tina; christopher chris kit; daniel dan danny;
david dave davy; deborah deb debbie debs; dorothy dot dotty; edward ed eddie ned ted teddy;
elizabeth liz lizzie beth betty eliza libby; emily em emmy; frances fran frankie;
francis frank frankie; frederick fred freddie; gabriella gabby ella; geoffrey geoff; george georgie;
gerald gerry; gregory greg; harold harry; harriet hattie; henry harry hal; isabella bella izzy;
jacqueline jackie jacqui; james jim jimmy jamie; janet jan; jennifer jen jenny; jeremy jerry jez;
jessica jess jessie; joanne jo; john johnny jack jon; jonathan jon jonny; joseph joe joey;
josephine jo josie; judith judy; katherine kathy kat kate katie kay; kathleen kath kathy;
kenneth ken kenny; laurence larry; leonard len lenny; leslie les; lesley les; louise lou;
madeleine maddy; margaret maggie meg peggy marge; martin marty; matthew matt; michael mike mick
mickey; mohammed mo mohamed muhammad muhammed mohammad mohamad; natasha tasha; natalie nat;
nathaniel nat nathan; nicholas nick nicky; nicola nicky nikki; oliver ollie; olivia liv livvy;
pamela pam; patricia pat patsy trish tricia; patrick pat paddy; penelope penny; peter pete;
philip phil pip; philippa pippa; raymond ray; rebecca becky becca; richard dick rich rick ricky;
robert bob bobby rob robbie bert; roberta bobbie; ronald ron ronnie; rosemary rose rosie;
samantha sam sammy; samuel sam sammy; sarah sally sadie; simon si; stephanie steph; stephen steve
stevie steven; stuart stu stewart; susan sue susie suzy; susannah sue susie suzanne; teresa tess
terry theresa; terence terry; thomas tom tommy; timothy tim timmy; valerie val; victoria vicky
vicki tori; vincent vince vinny; vivian viv; walter walt wally; wilfred wilf; william bill billy
will willy liam; zachary zach zak; agnieszka aga; katarzyna kasia; malgorzata gosia;
aleksandra ola; krzysztof krzys; wojciech wojtek; tomasz tomek; oluwaseun seun; temitope temi
"""


def _forms() -> dict[str, frozenset[int]]:
    known: dict[str, set[int]] = {}
    for number, names in enumerate(SHORT_FORMS.split(";")):
        for name in names.split():
            known.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in known.items()}


FORMS = _forms()
"""Each name with the numbers of the lines it stands in; a short form may be of several."""


def is_short_for(one: str, other: str) -> bool:
    """Whether two plainly written first names may be forms of one, such as Bill and William."""
    mine, theirs = one.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    return mine != theirs and not FORMS.get(mine, frozenset()).isdisjoint(FORMS.get(theirs, ()))
