"""Articles in languages without a model: kept, counted, and not garbled into facts."""

import json
from pathlib import Path

from kg.cli.building import summary
from kg.pipeline import Workspace, build

ENGLISH = "Police arrested twelve people in Bergen on Tuesday. Norwegian Prime Minister Ola Strand condemned it."
RUSSIAN = "Полиция задержала двенадцать человек в Бергене во вторник. Премьер-министр Норвегии осудил это."
CHINESE = "警方周二在卑尔根逮捕了十二人。挪威首相对此表示谴责。调查仍在继续。"


class _Quiet:
    def notice(self, notice) -> None: ...

    def done(self, article, *, facts, fresh) -> None: ...

    def stage(self, name) -> None: ...


def test_articles_in_other_languages_are_stored_set_aside_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    texts = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE}
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()))
    workspace = Workspace(tmp_path / "graph")
    report = build([str(path)], workspace, _Quiet(), workers=1)
    assert (report.new, report.foreign) == (3, 2)
    assert "2 stored without facts (no model for their language)" in summary(report, workspace)
    with workspace.archive() as archive:
        records = {record.article.id: record for record in archive.records()}
    assert {name: record.article.language for name, record in records.items()} == {"en": "en", "ru": "ru", "zh": "zh"}
    assert records["en"].events
    assert not any((records[name].events, records[name].entities) != ((), ()) for name in ("ru", "zh"))
