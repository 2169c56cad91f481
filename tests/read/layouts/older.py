"""Pages as they were made before, as small sites make them, and in other languages."""

import re

from tests.read.layouts.parts import CAPTION, COMMENTS, COOKIES, FOOTER, NAV, RELATED, SHARE, page, paragraphs
from tests.read.layouts.stories import Story

__all__ = ["OLDER"]


def layout_table(story: Story) -> str:
    body = "<br><br>".join((story.lead, *(part.removeprefix("## ").removeprefix("- ") for part in story.parts)))
    menu = "".join(
        f"<tr><td><a href='/{n}'><font size=1>{n}</font></a></td></tr>"
        for n in ("Home", "News", "Sport", "Archive", "Guestbook")
    )
    return page(
        story,
        f"<table width=100%><tr><td valign=top width=150><table>{menu}</table></td><td valign=top><font size=5><b>{story.title}</b></font><br><font size=1>{story.shown_day}</font><br><br><font size=2>{body}</font></td></tr><tr><td colspan=2 align=center><font size=1>© 2004 Lime Post. Best viewed at 800x600</font></td></tr></table>",
    )


def div_soup(story: Story) -> str:
    inner = re.sub(r"<(/?)(?:p|h2|li)>", r"<\1div>", paragraphs(story)).replace("<ul>", "").replace("</ul>", "")
    return page(
        story,
        f"<div><div><a href='/'>Lime Post</a></div><div><a href='/a'>News</a> | <a href='/b'>Sport</a> | <a href='/c'>Weather</a></div></div><div><div>{story.title}</div><div>{story.shown_day}</div><div>{inner}</div></div><div>Copyright Lime Post</div>",
    )


def line_breaks(story: Story) -> str:
    body = "<br/>\n<br/>\n".join((story.lead, *(part.removeprefix("## ").removeprefix("- ") for part in story.parts)))
    return page(
        story, f"{NAV}<div id='article'><h1>{story.title}</h1><div class='text'>{body}</div></div>{SHARE}{FOOTER}"
    )


def blog_post(story: Story) -> str:
    return page(
        story,
        f"<div id='outer'><div class='date-outer'><h2 class='date-header'>{story.shown_day}</h2><div class='post hentry'><h3 class='post-title'>{story.title}</h3><div class='post-body entry-content'>{paragraphs(story)}</div><div class='post-footer'>Posted by {story.author} at 10:15 <a href='#'>No comments:</a><br>Labels: <a href='/l'>port</a></div></div></div><div id='sidebar'><h2>Blog Archive</h2><ul><li>2021 (14)</li><li>2020 (88)</li></ul></div></div>",
    )


def forum_like(story: Story) -> str:
    return page(
        story,
        f"{NAV}<h1>{story.title}</h1><div class='news-text'>{paragraphs(story)}</div><div class='views'>Views: 1 233</div><div class='comments-list'><p>Only registered users can leave comments.</p></div><div class='orphus'>Found a mistake? Select it and press Ctrl+Enter</div>{FOOTER}",
    )


def repost_site(story: Story) -> str:
    return page(
        story,
        f"<div class='top'>March 28, 2024</div><div class='logo'>News Collective</div>{NAV}<h1>{story.title}</h1><h2>{story.title}</h2><div class='td-post-content'>{paragraphs(story)}<p>See also <a href='/x'>Storm heads for the coast, and nobody is ready</a></p></div><p>Source link</p><div class='comment-respond'><p>Please enter your comment!</p><p>Please enter your name here</p></div>{FOOTER}",
    )


def press_release(story: Story) -> str:
    return page(
        story,
        f"<header class='gov'>{NAV}</header><div class='release'><p class='kind'>Press release</p><h1>{story.title}</h1><p class='date'>{story.shown_day}</p>{paragraphs(story)}<h3>Media contact</h3><p>Press office, press@lime.example</p></div>{FOOTER}",
    )


def print_view(story: Story) -> str:
    return page(
        story,
        f"<div id='print'><p><a href='javascript:window.print()'>Print this page</a></p><h1>{story.title}</h1>{paragraphs(story)}<hr><p>Printed from https://lime.example/1 on 3 March 2024</p></div>",
    )


def unclosed(story: Story) -> str:
    inner = paragraphs(story).replace("</p>", "").replace("</li>", "")
    return (
        f"<html><head><title>{story.title}</title><body bgcolor=white>{NAV}<h1>{story.title}</h1>{inner}<p>© Lime Post"
    )


def mobile(story: Story) -> str:
    sections = "".join(f"<section class='p'>{p}</section>" for p in paragraphs(story).split("\n") if p)
    return page(
        story,
        f"<div class='m-header'><a href='/'>Menu</a></div><h1>{story.title}</h1><div class='m-meta'>{story.shown_day} · 4 min read</div>{sections}<div class='m-app'>Get the app</div><div class='m-rel'><a href='/1'>Crabs return</a><a href='/2'>Storm heads for the coast</a></div>",
    )


def russian_furniture(story: Story) -> str:
    return page(
        story,
        f"<div class='menu'><a href='/'>Главная</a> <a href='/n'>Новости</a> <a href='/s'>Спорт</a></div>{COOKIES}<article><h1>{story.title}</h1>{CAPTION}{paragraphs(story, {1: '<div class=also><p>Читайте также: <a href=/x>Крабы вернулись в залив</a></p></div>'})}<p>Подписывайтесь на наш канал в Telegram</p><div class='tags'>Теги: порт, море</div></article><div>Поделиться</div><footer>Все права защищены. При использовании материалов ссылка обязательна.</footer>",
    )


def spanish_furniture(story: Story) -> str:
    return page(
        story,
        f"<nav><a href='/'>Portada</a><a href='/d'>Deportes</a></nav><article><h1>{story.title}</h1>{paragraphs(story, {1: '<div class=rel><p>Lea también: <a href=/x>Los cangrejos vuelven a la bahía</a></p></div>', 2: '<p>Te puede interesar: El precio del pan sube otra vez</p>'})}<p>Suscríbete a nuestro boletín</p></article><section><h3>Lo más leído</h3><ol><li><a href='/1'>El precio del pan</a></li></ol></section><footer>Todos los derechos reservados</footer>",
    )


def turkish_french_furniture(story: Story) -> str:
    return page(
        story,
        f"<nav><a href='/'>Accueil</a><a href='/h'>Haberler</a></nav><div class='haber'><h1>{story.title}</h1>{paragraphs(story, {1: '<p>Lire aussi : <a href=/x>La rentrée des mouettes</a></p>'})}<p>İlgili haberler: Martılar döndü</p><p>Partager sur Facebook</p></div><div class='yorum'><p>Yorumlar (3)</p></div><footer>Tous droits réservés</footer>",
    )


def glued_links(story: Story) -> str:
    parts = (*story.parts[:-1], story.parts[-1])
    body = (
        f"<p>{story.lead}</p>"
        + "".join(f"<p>{p.removeprefix('## ').removeprefix('- ')}</p>" for p in parts[:-1])
        + f"<p>{parts[-1]} <a href='/x'>READ MORE: Ten ways to cook a crab</a></p>"
    )
    return page(story, f"{NAV}<article><h1>{story.title}</h1>{body}</article>{RELATED}{FOOTER}")


def comments_first(story: Story) -> str:
    return page(
        story,
        f"{NAV}<div class='container'><div class='toolbar'><a href='#c'>3 comments</a> <a href='#s'>Share</a></div><h1>{story.title}</h1><div class='content-text'>{paragraphs(story)}</div>{COMMENTS}</div>{FOOTER}",
    )


def popups(story: Story) -> str:
    popup = "<div class='modal'><h2>Wait! Before you go</h2><p>Join 40,000 readers and never miss a story again.</p><button>Join</button></div>"
    return page(
        story,
        f"{COOKIES}{popup}{NAV}<section class='story'><h1>{story.title}</h1><div itemprop='articleBody'>{paragraphs(story, {2: '<p class=promo><em>Support independent journalism. <a href=/d>Donate today</a></em></p>'})}</div></section>{popup}{FOOTER}",
    )


OLDER = (
    layout_table, div_soup, line_breaks, blog_post, forum_like, repost_site, press_release, print_view, unclosed, mobile,
    russian_furniture, spanish_furniture, turkish_french_furniture, glued_links, comments_first, popups,
)  # fmt: skip
