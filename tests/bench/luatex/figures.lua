-- What LuaTeX made of its paragraphs, from its own nodes: the word spaces of justified lines, hyphens at line ends,
-- stray lines and introductions left alone at the foot of a page. Loaded by compare.py's document.
local PARAGRAPH, NUMBER, TOTAL, INTRODUCTION = 201, 202, 203, 204
local GLYPH, GLUE, DISC, HLIST = node.id("glyph"), node.id("glue"), node.id("disc"), node.id("hlist")
local LINE, SPACESKIP, XSPACESKIP, PARFILLSKIP, RIGHTSKIP = 1, 13, 14, 15, 9
local em = tex.sp(figures_em)
local seen = {lines = 0, spaces = 0, squares = 0, loosest = 1, wide = 0, hyphens = 0, overfull = 0, widows = 0, orphans = 0,
              introductions = 0, pages = 0}
local paragraph = 0

-- Does the line end in a hyphen that the break made? The discretionary it was stands behind it; subtype 3 is one of the
-- patterns, and not an author's own hyphen.
local function hyphenated(line)
  local at = node.tail(line.head)
  while at and at.id == GLUE do at = at.prev end
  return at ~= nil and at.id == DISC and at.subtype == 3
end

local function measure(line)
  local ragged, last = false, false
  for glue in node.traverse_id(GLUE, line.head) do
    if glue.subtype == PARFILLSKIP then last = true end
    if glue.subtype == RIGHTSKIP and glue.stretch ~= 0 then ragged = true end
  end
  if last or ragged then return end
  seen.lines = seen.lines + 1
  if hyphenated(line) then seen.hyphens = seen.hyphens + 1 end
  for glue in node.traverse_id(GLUE, line.head) do
    if glue.subtype == SPACESKIP or glue.subtype == XSPACESKIP then
      local set = node.effective_glue(glue, line)
      seen.spaces = seen.spaces + 1
      seen.squares = seen.squares + ((set - glue.width) / em) ^ 2
      seen.loosest = math.max(seen.loosest, set / glue.width)
    end
  end
end

luatexbase.add_to_callback("post_linebreak_filter", function(head)
  local lines = {}
  for line, subtype in node.traverse_id(HLIST, head) do
    if subtype == LINE then lines[#lines + 1] = line end
  end
  paragraph = paragraph + 1
  for number, line in ipairs(lines) do
    local introduction = 0
    for glyph in node.traverse_id(GLYPH, line.head) do
      introduction = node.get_attribute(glyph, INTRODUCTION) or 0
      break
    end
    node.set_attribute(line, PARAGRAPH, paragraph)
    node.set_attribute(line, NUMBER, number)
    node.set_attribute(line, TOTAL, #lines)
    node.set_attribute(line, INTRODUCTION, introduction)
    measure(line)
  end
  return true
end, "figures")

luatexbase.add_to_callback("hpack_quality", function(incident, detail, head, first, last)
  if incident == "overfull" and first > 0 then seen.overfull = seen.overfull + 1 end
end, "figures")

luatexbase.add_to_callback("pre_output_filter", function(head)
  local first, last
  for line in node.traverse_id(HLIST, head) do
    if node.get_attribute(line, PARAGRAPH) then
      first = first or line
      last = line
    end
  end
  if not first then return true end
  seen.pages = seen.pages + 1
  local function of(line, what) return node.get_attribute(line, what) end
  if of(first, NUMBER) > 1 and of(first, NUMBER) == of(first, TOTAL) then seen.widows = seen.widows + 1 end
  if of(last, NUMBER) == 1 and of(last, TOTAL) > 1 then seen.orphans = seen.orphans + 1 end
  if of(last, NUMBER) == of(last, TOTAL) and of(last, INTRODUCTION) == 1 then seen.introductions = seen.introductions + 1 end
  return true
end, "figures")

function figures_write(path)
  local file = io.open(path, "w")
  local parts = {}
  for name, value in pairs(seen) do parts[#parts + 1] = string.format('"%s": %.9g', name, value) end
  file:write("{" .. table.concat(parts, ", ") .. "}\n")
  file:close()
end
