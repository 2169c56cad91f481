"""Made-up reports that the page layouts are filled with: what of a page is the article, and nothing else of it."""

from dataclasses import dataclass

__all__ = ["STORIES", "Story"]


@dataclass(frozen=True, slots=True)
class Story:
    """A report: `parts` are its paragraphs; one that begins with `## ` is a subheading, with `- ` an item of a list."""

    title: str
    lead: str
    parts: tuple[str, ...]
    author: str = "Ana Marlowe"
    day: str = "2021-05-04"
    shown_day: str = "May 4, 2021"
    language: str = "en"

    @property
    def text(self) -> str:
        """Everything that belongs to the article but the headline."""
        return "\n".join((self.lead, *(part.removeprefix("## ").removeprefix("- ") for part in self.parts)))


FERRY = Story(
    "Ferry with 143 on board sinks off Calder island",
    "A ferry with 143 people on board sank off the island of Calder late on Tuesday after it struck a reef in heavy fog, "
    "the coastguard said.",
    (
        "All but 12 of the passengers were brought to safety by fishing boats from Calder and from Port Lime, its "
        "spokeswoman, Ida Brandt, told reporters at the harbour.",
        "“We heard a noise like thunder, and then the floor was no longer level,” said Tom Hale, a teacher who had been "
        "on his way home with 22 pupils. All of them were saved.",
        "## A request to turn back",
        "The captain, Bo Finch, 58, had asked for permission to turn back 40 minutes before the accident, according to a "
        "recording that was broadcast by Lime Radio on Wednesday morning.",
        "The harbour master's office would not say what it had answered. It said that it would hand over all recordings "
        "to the prosecutor, who opened an inquiry on Wednesday.",
        "Calder Lines, the owner of the ferry, did not answer questions. It lost a smaller boat on the same reef in 2011, "
        "when nobody was hurt.",
        "Divers are to go down to the wreck as soon as the fog lifts. It lies at a depth of 31 metres.",
    ),
)

STRIKE = Story(
    "Harbour workers end strike after nine days",
    "Harbour workers in Port Lime went back to their cranes on Monday after the owners agreed to a shorter week, ending "
    "a strike that had kept forty ships waiting in the bay.",
    (
        "The union said that 87 percent of its 2,300 members had voted for the agreement, under which they will work 36 "
        "hours a week from July on.",
        "“Nobody got all he wanted, and that is how it should be,” said the mediator, Carl Osten, a former judge.",
        "The port loses about 4 million crowns on each day without work, according to the chamber of commerce. Some "
        "ships had turned to Hollen, 200 kilometres to the north.",
        "The agreement says that",
        "- the week has 36 hours from 1 July on;",
        "- night work is paid with half as much again;",
        "- no striker is dismissed or fined.",
        "Share prices of the two largest terminals rose by a tenth on Monday. The ministry of transport called the end of "
        "the strike good news for the whole coast.",
        "Read in parliament later that day, the text of the agreement drew applause from both sides.",
    ),
    author="Bo Finch",
    day="2022-11-14",
    shown_day="14 November 2022",
)

TRIAL = Story(
    "Former mayor of Bellmor goes on trial over bridge contracts",
    "The former mayor of Bellmor, Hana Roth, denied all charges on Thursday as her trial over contracts for the new "
    "bridge opened before the regional court.",
    (
        "Prosecutors accuse Roth, 61, and two of her aides of having taken 3.4 million crowns from a construction company "
        "between 2014 and 2017. The company then built the bridge at twice the price of the cheapest offer.",
        "“There is no contract that I signed and no coin that I took,” Roth told the court.",
        "Her lawyer, Emil Sand, asked for the trial to be moved to another town. The judge will decide on Friday.",
        "## Closed after a year",
        "The bridge was closed in 2019, a year after it was opened, when cracks as wide as a finger were found in two of "
        "its pillars. Repairs have cost 12 million crowns so far.",
        "An engineer of the ministry, who spoke on condition of anonymity, said that the bridge might have to be torn "
        "down. A spokesman for the ministry denied this.",
        "The court has heard the first of 44 witnesses. A verdict is expected in October.",
    ),
    author="Ida Brandt",
    day="2023-02-09",
    shown_day="9 February 2023",
)

BRIEF = Story(
    "Two killed in avalanche above Voss",
    "Two skiers were killed and one was injured by an avalanche above the town of Voss on Sunday, the police said.",
    (
        "The three had left the marked slopes although the danger was given as considerable, a spokesman said.",
        "The injured man was flown to a hospital in Hollen. His life is not in danger.",
    ),
    author="Staff",
    day="2020-01-19",
    shown_day="19.01.2020",
)

HUELGA = Story(
    "Los trabajadores del puerto ponen fin a la huelga",
    "Los trabajadores del puerto volvieron el lunes a sus puestos después de que los dueños aceptaran una semana más "
    "corta, según informó el sindicato en un comunicado.",
    (
        "El 87 por ciento de los 2.300 afiliados votó a favor del acuerdo, que prevé 36 horas de trabajo a la semana a "
        "partir de julio.",
        "«Nadie obtuvo todo lo que quería, y así debe ser», dijo el mediador, Carlos Osten, antiguo juez.",
        "El puerto pierde unos cuatro millones al día sin trabajo, según la cámara de comercio. Algunos barcos se habían "
        "desviado hacia el norte.",
        "El ministerio de Transporte calificó el acuerdo de buena noticia para toda la costa.",
    ),
    language="es",
)

PAROM = Story(
    "Паром со 143 пассажирами затонул у острова Кальдер",
    "Паром, на борту которого находились 143 человека, затонул поздно вечером во вторник у острова Кальдер, налетев в "
    "густом тумане на риф, сообщила береговая охрана.",
    (
        "Рыбацкие лодки доставили на берег всех пассажиров, кроме двенадцати, рассказала журналистам представитель "
        "ведомства Ида Брандт.",
        "«Мы услышали грохот, похожий на гром, а потом пол накренился», — сказал учитель Том Хейл, который возвращался "
        "домой с двадцатью двумя учениками. Все они спасены.",
        "Капитан судна за сорок минут до аварии просил разрешения повернуть назад, следует из записи, которую передало "
        "местное радио.",
        "Прокуратура начала расследование. Водолазы спустятся к обломкам, как только рассеется туман.",
    ),
    language="ru",
)

STORIES = (FERRY, STRIKE, TRIAL, BRIEF, HUELGA, PAROM)
