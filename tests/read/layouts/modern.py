"""Pages as newspapers, agencies and content systems make them now."""

from tests.read.layouts.parts import (
    CAPTION,
    COMMENTS,
    COOKIES,
    FOOTER,
    INLINE_RELATED,
    JSON_LD,
    NAV,
    NEWSLETTER,
    PAYWALL,
    RELATED,
    SHARE,
    TAGS,
    page,
    paragraphs,
)
from tests.read.layouts.stories import Story

__all__ = ["MODERN"]


def _head(story: Story) -> str:
    return f"<header><h1>{story.title}</h1><p class='byline'>By {story.author}</p><time datetime='{story.day}'>{story.shown_day}</time></header>"


def plain_article(story: Story) -> str:
    return page(
        story,
        f"{NAV}<main><article>{_head(story)}{CAPTION}{paragraphs(story)}</article></main>{FOOTER}",
        JSON_LD(story),
    )


def related_inside(story: Story) -> str:
    inner = paragraphs(story, {1: INLINE_RELATED, 2: RELATED})
    return page(
        story, f"{COOKIES}{NAV}<main><article>{_head(story)}{inner}{SHARE}{TAGS}</article>{RELATED}</main>{FOOTER}"
    )


def newsletter_inside(story: Story) -> str:
    inner = paragraphs(story, {1: NEWSLETTER, 2: "<div class='ad-slot'>ADVERTISEMENT</div>"})
    return page(story, f"{NAV}<div class='content'><article>{_head(story)}{inner}{COMMENTS}</article></div>{FOOTER}")


def sidebar_columns(story: Story) -> str:
    side = (
        "<aside class='sidebar'><h3>Most read</h3><ol>"
        + "".join(f"<li><a href='/{n}'>A story that very many people have read, number {n}</a></li>" for n in range(6))
        + "</ol></aside>"
    )
    return page(
        story,
        f"{NAV}<div class='row'><div class='col-8'>{_head(story)}<div class='article-body'>{paragraphs(story)}</div>{SHARE}</div>{side}</div>{FOOTER}",
    )


def pull_quotes(story: Story) -> str:
    quote = "<blockquote class='pullquote'><p>“The floor was no longer level”</p></blockquote>"
    return page(story, f"{NAV}<article>{_head(story)}{paragraphs(story, {2: quote})}</article>{NEWSLETTER}{FOOTER}")


def paywall(story: Story) -> str:
    return page(
        story,
        f"{NAV}<article>{_head(story)}<div class='body'>{paragraphs(story)}</div>{PAYWALL}</article>{RELATED}{FOOTER}",
    )


def amp(story: Story) -> str:
    ads = "<amp-ad width=300 height=250 type='x'></amp-ad>"
    figure = "<figure><amp-img src='a.jpg' width=1 height=1></amp-img><figcaption>Boats at dusk. Igor Sand / Gull Wire</figcaption></figure>"
    social = "<amp-social-share type='twitter'></amp-social-share><amp-social-share type='email'></amp-social-share>"
    return page(
        story,
        f"<amp-sidebar><ul><li>Home</li><li>News</li></ul></amp-sidebar><article>{_head(story)}{social}{figure}{paragraphs(story, {1: ads})}</article>{FOOTER}",
        JSON_LD(story),
        " amp",
    )


def block_editor(story: Story) -> str:
    inner = paragraphs(story).replace("<p>", "<p class='wp-block-paragraph'>")
    more = "<div class='wp-block-group has-background'><p><strong>See also:</strong> <a href='/x'>Storm heads for the coast</a></p></div>"
    return page(
        story,
        f"<div class='site'>{NAV}<div class='entry-content wp-block-post-content'>{inner}{more}<div class='sharedaddy'><h3>Share this:</h3><ul><li><a href='#'>Click to share on Twitter (Opens in new window)</a></li></ul></div><div class='jp-relatedposts'><h3>Related</h3><p><a href='/y'>Crabs return to the bay</a> May 1, 2021 In \"News\"</p></div></div>{COMMENTS}</div>{FOOTER}",
        f"<meta property='og:title' content='{story.title}'>",
    )


def server_components(story: Story) -> str:
    inner = "".join(
        f"<div data-component='text-block'><div class='sc-a'>{p}</div></div>"
        for p in paragraphs(story).split("\n")
        if p
    )
    links = "<div data-component='links-block'><p>More on this story</p><ul><li><a href='/1'>Crabs return to the bay after years</a></li></ul></div>"
    return page(
        story,
        f"<div id='root'>{NAV}<main id='main-content'><article><h1>{story.title}</h1><div data-component='byline-block'>By {story.author}</div><figure><div>Image source, Gull Wire</div><figcaption>Image caption, The harbour at dusk</figcaption></figure>{inner}{links}</article></main></div>{FOOTER}",
    )


def agency(story: Story) -> str:
    dated = story.lead
    lead = f"<p><span class='dateline'>PORT LIME (Gull Wire) - </span>{dated}</p>"
    inner = paragraphs(story, lead="<!-- {} -->").split("\n", 1)[1]
    return page(
        story,
        f"{NAV}<div class='article-wrap'><h1>{story.title}</h1><div class='StandardArticleBody_body'>{lead}{inner}<div class='Attribution'><p>Reporting by Ana Marlowe; Editing by Bo Finch</p></div><p class='trust'>Our Standards: <a href='/p'>The Gull Wire Principles.</a></p></div></div>{FOOTER}",
    )


def infinite_scroll(story: Story) -> str:
    other = "".join(
        f"<div class='teaser'><h2><a href='/n{n}'>Another story number {n} of the day</a></h2><p>A short teaser of that other story.</p></div>"
        for n in range(8)
    )
    return page(
        story,
        f"{NAV}<article id='first'>{_head(story)}{paragraphs(story)}</article><section class='next-articles'><h2>Next</h2>{other}</section>{FOOTER}",
    )


def fact_box(story: Story) -> str:
    box = "<div class='factbox'><h4>What else happened</h4><ul><li><a href='/1'>2011: a boat is lost</a></li><li><a href='/2'>2014: a lighthouse is built</a></li></ul></div>"
    return page(
        story,
        f"{COOKIES}{NAV}<article>{_head(story)}{SHARE}{paragraphs(story, {3: box})}{SHARE}{TAGS}</article>{COMMENTS}{FOOTER}",
        JSON_LD(story),
    )


def live_blog(story: Story) -> str:
    posts = [story.lead, *story.parts]
    blocks = "".join(
        f"<div class='live-post'><time>1{n}:4{n}</time><h3></h3><p>{post.removeprefix('## ').removeprefix('- ')}</p><div class='share-tools'><a href='#'>Share</a><a href='#'>Copy link</a></div></div>"
        for n, post in enumerate(posts)
    )
    return page(
        story,
        f"{NAV}<main><article class='liveblog'><h1>{story.title}</h1><div class='controls'><button>Refresh</button><span>Newest first</span></div>{blocks}</article></main>{FOOTER}",
    )


def author_bio(story: Story) -> str:
    bio = f"<div class='author-bio'><img alt=''><h4>About the author</h4><p>{story.author} writes about ports and ships for the Lime Post. Follow the author on Twitter.</p></div>"
    return page(
        story,
        f"{NAV}<div class='post'>{_head(story)}<div class='post-body'>{paragraphs(story)}</div>{bio}{NEWSLETTER}</div>{FOOTER}",
    )


def audio_bar(story: Story) -> str:
    bar = "<div class='audio-player'><button>Listen to this article</button><span>4 min</span><p>This audio is generated automatically. Please let us know if you have feedback.</p></div>"
    return page(
        story,
        f"{NAV}<article>{_head(story)}{bar}{paragraphs(story, {2: '<div class=promo><p>Download our app for more stories like this one</p></div>'})}</article>{FOOTER}",
        JSON_LD(story),
    )


MODERN = (
    plain_article, related_inside, newsletter_inside, sidebar_columns, pull_quotes, paywall, amp, block_editor,
    server_components, agency, infinite_scroll, fact_box, live_blog, author_bio, audio_bar,
)  # fmt: skip
