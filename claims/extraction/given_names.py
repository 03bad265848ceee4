"""Given names that tell of a man or a woman; one that is given to both, or that is a common word or a place,
is in neither.
"""

from claims.extraction.wordlists import word_set

MALE_NAMES = word_set(
    """
    aaron abdel abdul abdulaziz abdullah adam adel adnan adrian ahmad ahmed aidan ajay akira akram alain
    alan alastair albert alberto alec alejandro aleksandr aleksei alessandro alessio alexander alexei
    alexey alfie alfonso alfred ali allan allen alvin amir amit anand anatoly anders andre andrei andres
    andrew andriy andrzej andré andrés andy angelo angus anil anthony antoine antonio antony anwar archie
    arjun armando arnaud arne arnold arthur arturo arun arvind ashish ashok ashraf augusto axel ayman aziz
    baptiste barack barney barry bashar bashir basil ben benedict benjamin benoit bernard bernie bert
    bertrand bilal bill billy bjorn björn bob bobby bogdan boris brad bradley brandon brendan brett brian
    bruce bryan bryce burak byron caleb calvin carl carlos cecil cedric cesar charles chidi chinedu chris
    christophe christopher chuck clarence claude clay clive cody colin connor conor corey craig cristobal
    curtis cyril cyrus césar daisuke damian damien dan daniel danny darrell darren darryl dave david
    davide declan deepak denis dennis derek derrick desmond devin didier diego dieter dimitri dinesh dirk
    dmitry domenico dominic don donald donnie doug dragan duncan dustin dwayne dwight dylan earl eddie
    edgar edmund eduardo edward edwin einar eli elias elijah elliot elliott emeka emile emilio emmanuel
    emre enrique enzo eric erik ernest ernesto ernie esteban ethan etienne eugene evan evgeny fabien fabio
    fabrice fabrizio fahad faisal farid federico felipe felix femi fergus fernando filippo floyd francesco
    franco francois frank franklin franz fred freddie frederic frederick friedrich fumio gabriel ganesh
    gareth garrett garry gary gavin gennady gennaro geoff geoffrey george georgi gerald gerard giacomo
    gianni gilbert giles gilles giorgio giovanni giulio giuseppe glen glenn gonzalo gopal goran gordon
    graeme graham greg gregory grigory guido guillaume guillermo gustav gustavo guy habib hakim hamid
    hamza hans harish harold harry haruki harvey hassan hector heinrich helmut henri henrik henry herbert
    hernan hiroshi hisham homer horace horst howard hubert hugh hugo humphrey héctor ian ibrahim ichiro
    idris ignacio igor ilya imran iqbal irving isaac isaiah ismael ismail ivan jack jacob jacques jaime
    jake jakub jamal james janusz jared jaroslav jason jasper javier jawad jay jeb jed jeff jeffrey jens
    jeremiah jeremy jerome jerry jerzy jesse jim jimmy jiri joachim joao joaquin joaquín joe joel johan
    john johnny jonah jonas jonathan jorg jorge jose josef joseph joshua josiah josé joão juan julian
    julien julio julius junichiro jurgen justin jörg jürgen kamal kapil kareem karim karl kazuo keith
    kelvin ken kenji kenneth kevin khaled khalid khalil kieran kirill kirk kjell klaus knut kofi
    konstantin kristian krzysztof kurt kwame kyle lachlan ladislav lamar larry lars laurent lawrence
    leandro leif leland lenny leo leon leonard leonardo leonid lester levi liam lionel lloyd logan lou
    louis luca lucas luciano lucien luigi luis luiz lukasz luke luther maciej magnus mahesh mahmood
    mahmoud malcolm manfred manoj mansour manuel marc marcel marcelo marcin marco marcos marcus marek
    mariano mario mark martin marty marvin marwan massimo mateo mateusz mathieu matt matteo matthew
    matthias maurice mauricio maurizio mauro max maxim mehdi mehmet micah michael michal michel miguel
    mike mikhail milan milos milton minoru miroslav mitch mitt mohamad mohamed mohammad mohammed mohan
    moses mostafa muhammad mukesh munir murray mustafa mykola nabil narendra nasser nathan naveen neal ned
    neil newt nicholas nick nicolas nigel nikolai nils nitin noah nolan norm norman olaf oleg oleksandr
    oliver olivier olusegun omar orlando osama oscar oskar osvaldo otis otto owen pablo pankaj paolo
    pascal patrick paul paulo pavel pawel pedro per percy pete peter petr petro phil philip philippe
    pierre pietro piotr prakash prashant praveen preston qasim quentin quincy radek rafael rafal rahul
    rainer rajeev rajesh rajiv rakesh ralph ramesh ramiro ramon ramón randall randy ranjit raphael rashid
    rasmus raul ravi ray raymond raúl recep reggie reginald reinhard remi renato reuben rex reza rhys
    ricardo riccardo richard rick rob robbie robert roberto roderick rodney rodolfo rodrigo roger rohit
    roland rolf romain roman ron ronald rory roy ruben rubén rudy rufus rupert ruslan russ russell ryan
    saad sachin saeed salem salim salman salvatore sam sami samir samuel sandeep sanjay satish satoshi
    scott sean sebastian sebastien serge sergei sergey sergio seth shane shaun shigeru shinzo sid silas
    silvio simon sipho slobodan soren spencer stan stanislav stanislaw stanley stefan stefano stephane
    stephen steve steven stewart stuart stéphane sudhir suleiman sunil suresh sven sylvain sébastien søren
    tadashi takashi takeshi taras tareq tariq taro ted tendai terence terrence thabo themba theo theodore
    thiago thibault thierry thomas thorsten tiago tim timmy timothy tobias toby todd tom tomas tomasz
    tommy tony torsten trent trevor tristan troy tunde tyler tyrone uday uhuru ulf ulrich umberto usman
    uwe vaclav vadim valery varun vasily vernon vicente victor viggo vijay vikas vikram viktor vincent
    vinod virgil vitali vitaly vittorio vivek vladimir vladislav volodymyr wade waleed walid walt walter
    warren wayne wendell werner wesley wilbur wilfred wilhelm william willie wojciech wolfgang xavier xi
    yann yasser yevgeny yoshihide yousef youssef yuri yusuf yves zach zachary zack zaid zbigniew zoran
    étienne
    """
)
FEMALE_NAMES = word_set(
    """
    aarti abigail adele adriana agatha agnes aiko aileen aisha aisling akiko alana alexandra alice alicia
    alina alison allison alma alyssa amanda amelia amina aminata amy ana anastasia andrea anette angela
    angelica angelina angie anita anja anjali anke ann anna anne annette annie antonia aparna archana
    ariana arlene ashley asma astrid audrey ayesha ayumi barbara beata beatrice beatriz becky belinda
    benazir bernadette bernice beth bethany bettina betty beverly bianca birgit bonnie brenda bridget
    brigitte brittany camila camilla candace carina carla carly carmen carol carole caroline carolyn
    carrie cassandra catalina catherine cathy cecile cecilia celeste celia chantal charlene charlotte
    chelsea cheryl chiamaka chloe christa christiane christina christine cindy claire clara clarissa
    claudia clementine colette colleen condoleezza connie corinne cristina cynthia daniela danielle daphne
    darlene deanna debbie deborah debra deepa deirdre delia delphine denise diana diane divya donatella
    donna doreen doris dorothea dorothy edith edna eileen eleanor eleanora elena elisa elisabeth elise
    eliza elizabeth ella ellen elsa emiko emilia emilie emily emma erica erika erin esperanza estelle
    esther ethel etsuko eugenia eunice eva evangeline evelyn farah fatima fatma fatou fawzia felicity
    fiona folake frances frederica freya fumiko gabriela gabriella gabrielle gail geeta gemma genevieve
    georgina geraldine gertrude gillian gina giorgia giovanna gisele gladys glenda gloria grace greta
    gretchen gwen hafsa halima hanako hanan hanna hannah harriet haruka hazel heather hedwig heidi heike
    helen helene helga henrietta hilary hilda hillary hiroko holly ida ilse imogen indira ines inga inge
    ingrid irene isabel isabella isabelle ivanka jacinda jacqueline jamila jana jane janet janice jasmine
    jeanette jeanne jenna jennie jennifer jenny jessica jill jo joan joanna joanne jocelyn jodie joelle
    johanna josefina josephine joyce juanita judith judy julia juliana julianne julie juliet juliette
    justine kamala karen karin karina karla karolina kate katerina katharina katherine kathleen kathrin
    kathryn kathy katia katie katja katrina katy kavita kazuko keiko kelly kellyanne khadija kimberly
    kirsten kristen kristin kristina kylie laila lakshmi lara larissa latifa laura laurel lauren layla lea
    leah leanne leila lena leticia letitia lidia liliana lillian lina linda lisa liv livia liz liza lois
    lola lorena loretta lori lorna lorraine louisa louise lucia luciana lucie lucille lucy luisa lydia
    lynda lynette mabel madeleine madeline madison magda magdalena maggie maja malala malika mamata mandy
    manuela marcella marcia margaret margarita margo margot marguerite maria mariam mariana marianne
    maribel marie mariko marilyn marina marisa marissa marjorie marlene marsha marta martha martina mary
    maryam masako matilda maud maureen maxine meena meera megan megyn melania melinda melissa meredith mia
    michaela michelle michiko midori mildred millie mindy miranda miriam moira molly mona monica muriel
    myra nadia nadine nan nancy nandini naoko naomi nasrin natalia natalie natasha neha nell nellie ngozi
    nicole nikki nina nirmala nisha noelle nomsa nora noriko norma oksana olena olga olivia padma paige
    pam pamela patricia patty paula paulette pauline peggy penelope penny petra phoebe phyllis pilar polly
    pooja pratibha priscilla priya priyanka rabia rachael rachel radha rahima raquel rebecca rebekah rekha
    renata renee rhoda rhonda rita roberta rochelle rosa rosalie rosalind rosemary rosie roxanne ruth
    sabina sabine sabrina sachiko sadie safiya sakura sally samantha samira sandra sara sarah seema selma
    serena shabana sharon sheila shelley sheryl shilpa shireen shirley silvia simone sinead siobhan smriti
    sneha sofia sonia sonja sophia sophie soraya stacey stella stephanie sue sunita susan susana susanna
    susanne sushma suzanne svetlana sylvia sylvie tabitha tahira tamara tammy tania tanya tara tatiana
    teresa tess tessa thandi thelma theresa tiffany tina tomoko tracey trudy ursula usha valentina valerie
    valeska vandana vanessa vera verity veronica vicki vicky victoria vidya viola virginia vivian vivien
    vivienne wanda wangari wendy wilhelmina wilma winifred yasmin yelena yoko yolanda yukiko yulia yumiko
    yuriko yvette yvonne zahra zainab zara zaynab zehra zeinab zelda zodwa zoe
    """
)
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
