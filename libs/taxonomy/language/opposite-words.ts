/*
 * Extracted from WordNet 3.1 (adjectives, adverbs and verbs; single words only).
 * WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. WordNet is provided "AS IS" and Princeton
 * University makes no representations or warranties, express or implied. Permission to use, copy, modify and distribute
 * it for any purpose and without fee or royalty is granted, provided that this notice appears on all copies. The name of
 * Princeton University may not be used in advertising or publicity; title to copyright remains with it.
 */

/** Pairs of antonyms, `one/other`, but for those of `NEGATED_WORDS`. */
export const OPPOSITE_WORDS = `
abactinal/actinal abaxial/adaxial abaxially/adaxially abducent/adducent abduct/adduct abient/adient abnormal/normal
abolish/establish aborad/orad aboral/oral above/below abranchiate/branchiate absent/present absolute/relative
absolve/blame absorb/emit absorbable/adsorbable abstain/consume abstemious/gluttonous abstract/concrete
abstractly/concretely abundant/scarce acarpelous/carpellate acatalectic/catalectic acatalectic/hypercatalectic
acaudate/caudate acaulescent/caulescent accelerate/decelerate accentual/quantitative accentual/syllabic
accept/refuse accept/reject acceptive/rejective accidentally/deliberately accordant/discordant
accusatorial/inquisitorial achlamydeous/chlamydeous achondritic/chondritic achromatic/chromatic
achromatinic/chromatinic acidic/alkaline acidic/amphoteric acidify/alkalize acquit/convict acrocarpous/pleurocarpous
acropetal/basipetal acroscopic/basiscopic act/refrain actinomorphic/zygomorphic active/dormant active/extinct
active/passive active/quiet active/stative actively/passively actual/potential acute/chronic acute/obtuse
acutely/chronically acyclic/cyclic adaptive/maladaptive add/subtract additive/subtractive adiabatic/diabatic
adjective/substantive adjusted/maladjusted admit/deny admit/exclude admit/reject adnate/connate adopted/native
adoptive/biological adroit/maladroit adroitly/maladroitly adscript/subscript adscript/superscript
adulterating/purifying advance/back advance/recede aerobic/anaerobic aestivate/hibernate afebrile/febrile
afferent/efferent affirm/negate affirmative/negative afloat/aground aft/fore age/rejuvenate aggrade/degrade
agitate/calm agnostic/gnostic ahead/back ahistorical/historical algorithmic/heuristic align/skew alive/dead
alkaline/amphoteric all/no all/some allochthonous/autochthonous allogeneic/xenogeneic allopathic/homeopathic
allopatric/sympatric allow/deny alphabetic/analphabetic alternate/opposite alternating/direct altricial/precocial
altruistic/egoistic amateurishly/expertly ambiversive/extroversive ambiversive/introversive ametabolic/metabolic
ametropic/emmetropic amicable/hostile amphibious/aquatic amphibious/terrestrial amphitropous/anatropous ample/meager
amply/meagerly anabatic/katabatic anabolic/catabolic anaclinal/cataclinal anadromous/catadromous
anadromous/diadromous anal/oral analogous/heterologous analogous/homologous analogue/digital analytic/synthetic
analyze/synthesize anaphrodisiac/aphrodisiac anastigmatic/astigmatic androgynous/female androgynous/male
anemophilous/entomophilous anestrous/estrous angular/rounded anhydrous/hydrous anionic/cationic
anisotropic/isotropic annual/biennial annual/perennial anodic/cathodic anonymous/onymous antagonistic/conciliatory
antagonistic/synergistic antecedent/subsequent antemeridian/postmeridian antemortem/postmortem anterior/posterior
anterograde/retrograde anti/pro anticholinergic/cholinergic anticlimactic/climactic anticlinal/synclinal
antimagnetic/magnetic antipyretic/pyretic antiseptic/septic antonymous/synonymous antrorse/retrorse
aperiodic/periodic apetalous/petalous aplacental/placental apocarpous/syncarpous apocrine/eccrine applaud/boo
applied/theoretical appointive/elective appreciate/depreciate approbate/reprobate apropos/malapropos
apteral/peripteral aquatic/terrestrial aqueous/igneous arenaceous/argillaceous armed/armless arrive/leave
artesian/subartesian artful/artless artificial/natural artificially/naturally ascend/descend ascending/descending
asexual/sexual asleep/awake assent/dissent assimilate/dissimilate associate/dissociate astomatal/stomatal
astomatous/stomatous asymmetrical/symmetrical asymmetrically/symmetrically asynchronous/synchronous
asyndetic/syndetic atomistic/holistic atonal/tonal atonic/tonic atrophied/hypertrophied attach/detach
attachable/detachable attached/detached attack/defend attend/miss attract/repel attractive/repulsive
attributive/predicative atypical/typical atypically/typically autoecious/heteroecious autogamous/endogamous
autogamous/exogamous autogenous/heterogenous autologous/heterologous autologous/homologous automatic/manual
autotrophic/heterotrophic autumnal/summery autumnal/vernal autumnal/wintry avascular/vascular avirulent/virulent
avoid/confront away/home awkward/graceful awned/awnless azonal/zonal back/front back/veer backed/backless
background/foreground backhand/forehand backward/forward bad/good badly/well bare/covered basic/incidental
beaked/beakless beautiful/ugly beautify/uglify bedded/bedless begin/end begrudge/wish behave/misbehave
bellied/bellyless bend/straighten beneficent/maleficent benevolently/malevolently benign/malign benign/malignant
bequeath/disinherit beseeching/imperative best/worst better/worse better/worsen bettering/worsening bibbed/bibless
bicameral/unicameral bidirectional/unidirectional biennial/perennial big/little big/small bimodal/unimodal
binaural/monaural binaurally/monaurally binucleate/mononuclear binucleate/trinucleate biped/quadruped
bipedal/quadrupedal bipolar/unipolar bisexual/heterosexual bisexual/homosexual bivalent/multivalent
bivalent/univalent bivalve/univalve black/white blacken/whiten bless/curse blessed/cursed blind/sighted blond/brunet
bloodily/bloodlessly bloodless/bloody blur/focus boil/freeze bold/timid boneless/bony bore/interest borrow/lend
bottlefeed/breastfeed bottom/side bottom/top bottomed/bottomless bounce/clear bound/free bowed/plucked
boycott/patronise boycott/patronize brachycephalic/dolichocephalic bracteate/ebracteate branchless/branchy
brave/cowardly break/keep break/make break/repair breasted/breastless breathing/breathless bright/dull
brighten/darken broadly/narrowly brotherly/sisterly busy/idle buy/sell cacophonous/euphonious caducous/persistent
calcicolous/calcifugous calcify/decalcify calm/stormy campylotropous/orthotropous capitalistic/socialistic
cardinal/ordinal careful/careless carefully/carelessly carnivorous/herbivorous carnivorous/insectivorous
carnivorous/omnivorous catadromous/diadromous catalectic/hypercatalectic catarrhine/leptorrhine
catarrhine/platyrrhine categorematic/syncategorematic caudal/cephalic cauline/radical ceilinged/floored
cenobitic/eremitic cenogenetic/palingenetic center/left center/right central/peripheral centralise/decentralise
centralise/decentralize centralize/decentralize centralized/decentralized centralizing/decentralizing
centrally/peripherally centrifugal/centripetal cerebral/emotional certify/decertify change/stay cheap/expensive
cheaply/expensively cheer/complain cheerful/depressing cheerfully/cheerlessly chromatic/diatonic
cismontane/tramontane civil/sidereal civilian/military claim/forfeit clarify/obfuscate classify/declassify
clean/dirty clear/cloudy clear/opaque clearheaded/confused clockwise/counterclockwise close/distant close/open
closed/open closing/opening coarse/fine coarsely/finely coastal/inland cold/hot coldhearted/warmhearted
collateral/lineal collective/distributive colonise/decolonise colonize/decolonize colorful/colorless
colourful/colourless come/go common/individual communicate/excommunicate compact/loose complex/simple
compliant/defiant complicate/simplify compound/simple compress/decompress con/pro concave/convex concavely/convexly
concealing/revealing concentrate/deconcentrate concentrated/distributed concentric/eccentric concise/prolix
confident/diffident confine/free confined/invasive conform/deviate conjunct/disjunct conjunctive/disjunctive
connotative/denotative consecrate/desecrate consecrated/desecrated conservative/liberal conserve/waste
consonantal/vocalic constructive/destructive consumptive/generative contaminate/decontaminate contemptible/estimable
continental/intercontinental continual/sporadic contract/expand contracted/expanded contraindicate/indicate
contralateral/ipsilateral contrasty/flat conventional/nuclear converge/diverge convergent/divergent cooked/raw
cool/heat cool/warm coordinating/subordinating correct/falsify cosmopolitan/endemic cosmopolitan/provincial
costive/laxative counterfeit/genuine counterrevolutionary/revolutionary covert/overt covertly/overtly credit/debit
crescendo/decrescendo criminalise/decriminalise criminalize/decriminalize criticize/praise crooked/straight
crossbred/purebred crosswise/lengthwise cry/laugh cubic/linear cubic/planar curdle/homogenise curdle/homogenize
curly/straight cursorial/fossorial curtained/curtainless curved/straight dangerous/safe dark/light darken/lighten
dead/live deaden/enliven deaf/hearing debilitating/invigorating deciduous/evergreen declarative/interrogative
declaratory/interrogatory decode/encode decrease/increase decreased/increased decreasing/increasing
dedifferentiate/differentiate deductive/inductive deep/shallow defend/prosecute defensive/offensive
defensively/offensively deflate/inflate deflationary/inflationary defuse/fuse deglycerolize/glycerolize
dehumanize/humanize dehumidify/humidify dehydrate/hydrate dehydrogenate/hydrogenate dejected/elated delay/rush
delicate/rugged demagnetise/magnetise demagnetize/magnetize dematerialise/materialise dematerialize/materialize
demilitarise/militarise demilitarize/militarize demobilise/mobilise demobilize/mobilize demote/promote
demulsify/emulsify demystify/mystify demythologize/mythologize denationalise/nationalise denationalize/nationalize
denaturalize/naturalize denazify/nazify denitrify/nitrify deodorize/odorize deodourise/odourise deoxidise/oxidise
deoxidize/oxidize depart/stay depersonalise/personalise depersonalize/personalize deposit/withdraw depress/elate
depressant/stimulative depressurise/pressurise depressurize/pressurize deprive/enrich deregulate/regulate
derequisition/requisition derestrict/restrict derivational/inflectional desalinate/salinate descriptive/prescriptive
desegregate/segregate desensitise/sensitise desensitize/sensitize desensitizing/sensitizing despair/hope
destabilise/stabilise destabilise/stabilize destabilize/stabilize destalinize/stalinize destroyed/preserved
desynchronise/synchronise desynchronize/synchronize deteriorate/recuperate dethrone/enthrone
detransitivize/transitivize devitalize/vitalize devoice/voice dextral/sinistral diachronic/synchronic
diclinous/monoclinous dicotyledonous/monocotyledonous differ/equal different/same differentiate/integrate
difficult/easy digitigrade/plantigrade diligent/negligent dioecious/monoecious diploid/haploid diploid/polyploid
direct/inverse direct/retrograde directional/omnidirectional disable/enable disabling/enabling discharge/enlist
discourage/encourage discouraging/encouraging discouragingly/encouragingly disparage/flatter dissuade/persuade
dissuasive/persuasive distal/mesial distal/proximal diurnal/nocturnal diversify/specialise diversify/specialize
divest/invest divide/multiply divide/unite divided/united docile/stubborn domestic/foreign dominant/recessive
dominant/subordinate domineering/submissive dorsal/ventral double/single down/up downgrade/upgrade download/upload
downmarket/upmarket downriver/upriver downstage/upstage downstairs/upstairs downstream/upstream downtown/uptown
downward/upward downwardly/upwardly downwards/upwards downwind/upwind dramatic/lyric dry/phlegmy dry/sweet dry/wet
dull/lively dull/sharp dull/sharpen dying/nascent dysgenic/eugenic dysphemistic/euphemistic dysphoric/euphoric
dystopian/utopian eared/earless early/late early/middle earthly/heavenly east/west easterly/westerly eastern/western
ebb/tide ecdemic/endemic ecdemic/epidemic ectomorphic/endomorphic ectomorphic/mesomorphic effortful/effortless
emigrate/immigrate empirical/theoretical empirically/theoretically empty/fill empty/full endemic/epidemic
endergonic/exergonic endocentric/exocentric endocrine/exocrine endoergic/exoergic endogamous/exogamous
endogenic/exogenic endogenous/exogenous endomorphic/mesomorphic endothermic/exothermic energetic/lethargic
enforce/exempt enjoy/suffer enrich/impoverish enter/exit entozoic/epizoic equatorial/polar erase/record
esoteric/exoteric estivate/hibernate eucaryotic/procaryotic eukaryotic/prokaryotic eusporangiate/leptosporangiate
even/odd ever/never evil/good exaugural/inaugural exclude/include exclusive/inclusive exculpatory/inculpatory
exhale/inhale expatriate/repatriate explicit/implicit explicitly/implicitly explode/implode export/import
extant/extinct extensive/intensive exterior/interior external/internal externally/internally extinguish/ignite
extracellular/intracellular extramural/intramural extraordinary/ordinary extrasensory/sensory
extraterritorial/territorial extrinsic/intrinsic extrospective/introspective extroversive/introversive
extrusive/intrusive eyed/eyeless faced/faceless facultative/obligate fail/manage fail/pass fail/succeed fair/foul
fall/rise falling/rising false/true familiar/strange fancy/plain far/near farsighted/nearsighted fast/slow fat/thin
fatty/nonfat fearfully/fearlessly federal/unitary feed/starve female/male feminine/masculine feminine/neuter
ferned/fernless fertile/sterile few/many fewer/more fewest/most figurative/literal figuratively/literally
filial/parental find/lose fingered/fingerless fire/hire first/last first/second flat/natural flat/sharp
flatten/sharpen float/sink flowering/flowerless follow/precede following/leading foolish/wise foolishly/wisely
footed/footless forbid/permit forceful/forceless foreign/native forget/mind forget/remember former/latter
forte/piano fortissimo/pianissimo forward/reverse found/lost fractional/whole fragrant/malodorous frail/robust
fraternal/identical free/obstruct freelance/salaried fresh/preserved fresh/salty fresh/stale friendly/hostile
frivolous/serious fruitfully/fruitlessly full/thin function/malfunction functional/organic
functioning/malfunctioning future/past future/present gabled/hipped gain/reduce gaseous/liquid gaseous/solid
gather/spread general/local general/specific generalize/specify generally/specifically generous/stingy
geocentric/heliocentric geographic/magnetic geometrically/linearly germfree/germy give/take glad/sad gladden/sadden
gloved/gloveless gracefully/gracelessly gradual/steep gradual/sudden grassless/grassy greater/lesser green/ripe
gross/net guilty/innocent gutless/gutsy hairless/hairy half/whole handed/handless handled/handleless
haploid/polyploid happily/sadly hard/soft harden/soften hardened/soft hardhearted/softhearted harmful/harmless
harmfully/harmlessly hate/love hateful/lovable hatless/hatted have/lack have/miss headed/headless heavily/lightly
heavy/light heedful/heedless herbivorous/insectivorous herbivorous/omnivorous here/there hesitantly/unhesitatingly
heterocercal/homocercal heterodactyl/zygodactyl heterogeneous/homogeneous heterologous/homologous
heterosexual/homosexual heterozygous/homozygous hide/show high/low hipless/hipped hit/miss hollow/solid
holophytic/holozoic hopeful/hopeless hopefully/hopelessly horizontal/inclined horizontal/vertical horned/hornless
humble/proud humorless/humorous humorlessly/humorously hungry/thirsty husbandly/wifely hydric/mesic hydric/xeric
hydrokinetic/hydrostatic hydrophilic/hydrophobic hypertensive/hypotensive hypertensive/normotensive
hypertonic/hypotonic hypertonic/isotonic hypotensive/normotensive hypotonic/isotonic idiographic/nomothetic idle/run
idle/work ignoble/noble ignore/know ignore/notice ill/well immanent/transeunt immunocompetent/immunodeficient
inboard/outboard inbred/outbred inclined/vertical incoming/outgoing indoor/outdoor indoors/outdoors
induced/spontaneous inferior/superior infernal/supernal infra/supra inner/outer innocuous/noxious
insectivorous/omnivorous inshore/offshore inside/outside inspan/outspan instrumental/vocal integrated/segregated
intense/mild intensifying/moderating interdepartmental/intradepartmental intermediate/terminal
international/national interspecies/intraspecies interstate/intrastate intoxicated/sober intrusive/protrusive
inward/outward inwardly/outwardly irritate/soothe isometric/isotonic issue/recall jawed/jawless joint/separate
joyful/sorrowful joyfully/joylessly joyless/joyous juiceless/juicy junior/senior keep/lose kern/kern keyed/keyless
landed/landless large/small late/middle lawfully/lawlessly lax/tense leafless/leafy leaky/tight lean/rich least/most
leeward/windward left/right legalise/outlaw legalize/outlaw legato/staccato legged/legless lengthen/shorten
lentic/lotic leptorrhine/platyrrhine less/more let/prevent level/raise lidded/lidless lie/sit lie/stand
limbed/limbless linear/planar linger/rush lipless/lipped liquid/solid literalize/spiritualize little/much
live/recorded loamless/loamy local/national long/short loose/tight loosen/stiffen lose/profit lose/win
lossless/lossy lost/saved lost/won loud/soft louden/quieten loudly/softly lowborn/noble lower/raise
lowercase/uppercase lowered/raised lowland/upland major/minor majuscule/minuscule malnourished/nourished
masculine/neuter masochistic/sadistic matched/mismatched maternal/paternal matriarchal/patriarchal maxi/midi
maxi/mini maximal/minimal maximally/minimally maximise/minimise maximize/minimize maximum/minimum
meaningful/meaningless meatless/meaty medical/surgical membered/memberless mental/physical merciful/merciless
mesic/xeric midi/mini minus/plus mistrust/trust misused/used molar/molecular moneyed/moneyless
monochromatic/polychromatic monoclinic/triclinic monogamous/polygamous monolingual/multilingual
mononuclear/trinucleate monophonic/polyphonic monotheistic/polytheistic monovalent/polyvalent moonless/moonlit
move/stay moving/still multidimensional/unidimensional multiform/uniform multilateral/unilateral
multilaterally/unilaterally multinucleate/uninucleate multiparous/uniparous multiple/single multiply/singly
multivalent/univalent naive/sophisticated narrow/wide narrow/widen nasty/nice natural/sharp natural/supernatural
necessitate/obviate necked/neckless negative/neutral negative/positive neutral/positive new/old new/worn
nidicolous/nidifugous no/some noisily/quietly noisy/quiet nominal/real normal/paranormal north/south
northern/southern nosed/noseless numerical/verbal objective/subjective objectively/subjectively oblate/prolate
obligatorily/optionally obligatory/optional oblique/parallel oblique/perpendicular occidentalise/orientalise
occidentalize/orientalize odorless/odorous off/on offshore/onshore offside/onside offstage/onstage often/rarely
old/young oleophilic/oleophobic open/shut opisthognathous/prognathous optimistic/pessimistic
optimistically/pessimistically other/same out/safe outbid/underbid overact/underact overbid/underbid
overcharge/undercharge overdress/underdress overestimate/underestimate overexpose/underexpose overhand/underhand
overhead/subsurface overhead/surface overpay/underpay overshoot/undershoot overspend/underspend overstate/understate
overstock/understock overvalue/undervalue oviparous/ovoviviparous oviparous/viviparous ovoviviparous/viviparous
painful/painless painfully/painlessly paradigmatic/syntagmatic parallel/perpendicular partly/wholly passing/running
passionate/passionless past/present patterned/plain pedunculate/sessile perinatal/postnatal perinatal/prenatal
permanently/temporarily permissive/preventive plural/singular pointed/pointless poor/rich postdate/predate
postnatal/prenatal postnuptial/prenuptial postprandial/preprandial postwar/prewar powerful/powerless precede/succeed
preceding/succeeding precocious/retarded prefix/suffix primarily/secondarily primary/secondary private/public
privately/publicly privileged/underprivileged proactive/retroactive profane/sacred profound/superficial
progress/regress progressive/regressive prospective/retrospective proximate/ultimate publicized/suppressed pull/push
puncturable/punctureless punitive/rehabilitative purge/rehabilitate purposeful/purposeless qualitative/quantitative
quantitative/syllabic quickly/slowly radiolucent/radiopaque reassure/worry refresh/tire relax/tense relaxed/tense
religious/secular resist/surrender rested/tired restful/restless retail/wholesale ribbed/ribless ride/walk
right/wrong right/wrongly rimless/rimmed rise/set roofed/roofless rough/smooth roughen/smooth round/square
running/standing rural/urban rusted/rustless scented/scentless seamed/seamless seated/standing sedate/stimulate
seedless/seedy sessile/vagile sharpen/soften short/tall shout/whisper shrink/stretch side/top sit/stand
skinless/skinned sleep/wake sleeved/sleeveless smart/stupid smokeless/smoky soled/soleless sonic/subsonic
sonic/supersonic sour/sweet sour/sweeten sparkling/still spineless/spinous spirited/spiritless spoken/written
stand/yield starchless/starchy starless/starry start/stop stemless/stemmed stifle/stimulate strengthen/weaken
strong/weak strongly/weakly styleless/stylish subhuman/superhuman subjacent/superjacent subscript/superscript
subsonic/supersonic subsurface/surface succumb/survive sugarless/sugary summerize/winterize summery/vernal
summery/wintry taciturn/voluble tactful/tactless tactfully/tactlessly tame/wild tasteful/tasteless
tastefully/tastelessly tasteless/tasty tearful/tearless tender/tough thermoplastic/thermosetting thick/thin
thicken/thin thickly/thinly thoughtful/thoughtless thoughtfully/thoughtlessly thrifty/wasteful toed/toeless
toned/toneless tongued/tongueless toothed/toothless topless/topped tracked/trackless tubed/tubeless tuneful/tuneless
unguiculate/ungulate useful/useless usefully/uselessly valuable/worthless vernal/wintry virtuous/wicked wane/wax
waning/waxing weedless/weedy weightless/weighty wheeled/wheelless wigged/wigless winged/wingless wired/wireless`;
